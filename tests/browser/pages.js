// Every kind of page that there is, each with an address that shows it. The
// addresses come from the corpus that is served, through the API.

import assert from "node:assert/strict";
import { api } from "./setup.js";

const search = (text) => `/?q=${encodeURIComponent(text)}`;

const { cases } = await api("/cases?per_page=100");
const { regions } = await api("/prefectures");
const prefectures = regions.flatMap((region) => region.prefectures);

/** The comparison of cases. */
export const compare = (ids) => `/compare?${ids.map((id) => `case=${id}`).join("&")}`;

/** The ids of the cases of a kind. */
export const ofKind = (kind) => cases.filter((it) => it.kind === kind).map((it) => it.id);

/** The cases with the most text: what is hardest to lay out. */
export const longest = cases
  .map((it) => ({ id: it.id, length: it.records.reduce((sum, record) => sum + record.text.length, 0) }))
  .sort((one, other) => other.length - one.length)
  .map((it) => it.id);

/** Cases that between them show every kind and whatever only some pages have. */
function remarkable() {
  const kinds = [...new Set(cases.map((it) => it.kind))].sort();
  assert.deepEqual(kinds, ["group-plan", "model-survey", "smart-practice"]);
  const found = kinds.map((kind) => [`a ${kind}`, cases.find((it) => it.kind === kind)]);
  found.push(["a joint entry", cases.find((it) => it.parts.length > 0)]);
  found.push(["a case without population", cases.find((it) => it.population === null)]);
  found.push(["the longest case", { id: longest[0] }]);
  return found.filter(([, it]) => it).map(([name, it]) => ({ name, address: `/cases/${it.id}` }));
}

/** Every kind of page: its name, address and the status of the answer. */
export const pages = [
  { name: "the first page", address: "/" },
  { name: "results", address: search("看取り") },
  { name: "results narrowed", address: `${search("研修")}&item=${encodeURIComponent("カ")}&pop=10000-30000` },
  { name: "results with picked cases", address: `/?compare=${longest[0]}&compare=${longest[1]}&page=2` },
  { name: "results that meet all words and some", address: search("退院支援 タブレット") },
  { name: "results that meet all words", address: `${search("入退院 ルール")}&all=1&compare=${longest[0]}` },
  { name: "results written as issues", address: `${search("人材不足")}&part=issues` },
  { name: "results with a filter offered", address: search("人口1万人以下 看取り") },
  { name: "a near spelling beside results", address: search("訪門看護") },
  { name: "a near spelling, no result", address: `${search("訪門看護")}&all=1` },
  { name: "no result", address: search("ｚｑｘｊ") },
  { name: "no result, several ways on", address: `${search("タブレット")}&pref=47&part=planned` },
  ...remarkable(),
  { name: "the prefectures", address: "/prefectures" },
  { name: "the prefectures shaded", address: `/prefectures?show=${encodeURIComponent("エ")}` },
  { name: "a prefecture", address: "/prefectures/03" },
  { name: "a prefecture without a case", address: `/prefectures/${prefectures.find((it) => it.count === 0).code}` },
  { name: "the needs", address: "/needs" },
  { name: "a need", address: "/needs/home-doctors" },
  { name: "a need that nobody names", address: "/needs/disaster" },
  { name: "the API", address: "/api" },
  { name: "the models", address: "/models" },
  { name: "a model", address: "/models/B2" },
  { name: "a model in kana", address: `/models/${encodeURIComponent("あ1")}` },
  { name: "the items", address: "/items" },
  { name: "an item", address: `/items/${encodeURIComponent("エ")}` },
  { name: "a scene", address: `/items/${encodeURIComponent("看取り")}` },
  { name: "towns, nothing asked", address: "/towns" },
  { name: "towns by figures", address: "/towns?population=13000&aging_rate=35" },
  { name: "towns near to the own one", address: "/towns?home=244724&w_region=3" },
  { name: "towns near to one that nobody lives in", address: "/towns?home=075469" },
  { name: "results at home", address: `${search("看取り")}&home=244724` },
  { name: "an own town of several of the name", address: `/own-town?town=${encodeURIComponent("府中市")}&to=/towns` },
  { name: "an own town with a slip", address: `/own-town?town=${encodeURIComponent("南井勢町")}` },
  { name: "an own town of none of the name", address: `/own-town?town=${encodeURIComponent("在宅医療")}` },
  { name: "the tables", address: "/tables" },
  { name: "the survey", address: "/survey" },
  { name: "a source", address: "/sources/smart-practices-h29" },
  { name: "a source where it is quoted", address: "/sources/home-care-model-survey-h29?from=176&to=184#L176" },
  { name: "no comparison", address: "/compare" },
  { name: "two cases compared", address: compare(longest.slice(0, 2)) },
  { name: "a handout standing, with the own town", address: `${compare(longest.slice(0, 3))}&home=244724&paper=portrait` },
  { name: "no cases at hand", address: "/picks" },
  { name: "cases at hand", address: `/picks?compare=${longest[0]}&compare=${longest[1]}` },
  { name: "four cases compared", address: compare(longest.slice(0, 4)) },
  { name: "about", address: "/about" },
  { name: "the report on the corpus", address: "/about/check" },
  { name: "help", address: "/help" },
  { name: "nothing there", address: "/nowhere", status: 404 },
  { name: "no such case", address: "/cases/sp-000000", status: 404 },
  { name: "a parameter that means nothing", address: "/?pref=99", status: 400 },
];
