//! The description of the API as a page shows it: each address with its parameters and
//! an example of what may be asked.

use serde_json::Value;

/// An address of the API.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    /// Its path below the API's root, with names in braces.
    pub path: String,
    /// What it answers.
    pub summary: String,
    /// What the answer holds.
    pub answer: String,
    /// What may be asked, names in the path first.
    pub parameters: Vec<Asked>,
    /// A path that can be asked.
    pub example: Example,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its name.
    pub name: String,
    /// What it means.
    pub words: String,
    /// The values that it may have, where they are few and fixed.
    pub choices: Vec<String>,
    /// Whether it may be given more than once.
    pub repeats: bool,
    /// Whether it stands in the path.
    pub in_path: bool,
}

/// A request that shows what an address is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The segments of the path.
    pub path: Vec<String>,
    /// The parameters.
    pub pairs: Vec<(String, String)>,
}

/// What examples are taken from where the description cannot name any: the collection.
#[derive(Clone, Debug)]
pub struct Ids<'a> {
    /// The cases.
    pub cases: Vec<&'a str>,
    /// A source.
    pub source: Option<&'a str>,
}

/// Every address of a description, in its order.
pub fn endpoints(description: &Value, ids: &Ids) -> Vec<Endpoint> {
    let paths = description["paths"].as_object().into_iter().flatten();
    paths
        .map(|(path, item)| endpoint(path, &item["get"], ids))
        .collect()
}

fn endpoint(path: &str, operation: &Value, ids: &Ids) -> Endpoint {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let (named, asked): (Vec<&Value>, Vec<&Value>) = parameters.partition(|it| is_in_path(it));
    let segment = |part: &str| match part.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
        Some("id") if path.starts_with("/sources") => ids.source.unwrap_or_default().to_owned(),
        Some("id") => ids.cases.first().copied().unwrap_or_default().to_owned(),
        Some(name) => {
            let named = named.iter().find(|it| it["name"] == name);
            named.and_then(|it| example(it)).unwrap_or_default()
        }
        None => part.to_owned(),
    };
    let pairs = asked
        .iter()
        .filter_map(|it| Some((plain(&it["name"]), example(it)?)));
    let compared = ids.cases.iter().take(2).filter(|_| path == "/compare");
    let compared = compared.map(|id| ("case".to_owned(), (*id).to_owned()));
    Endpoint {
        path: path.to_owned(),
        summary: plain(&operation["summary"]),
        answer: plain(&operation["responses"]["200"]["description"]),
        parameters: named
            .iter()
            .chain(&asked)
            .map(|it| Asked::new(it))
            .collect(),
        example: Example {
            path: path.split('/').skip(1).map(segment).collect(),
            pairs: compared.chain(pairs).collect(),
        },
    }
}

fn is_in_path(parameter: &Value) -> bool {
    parameter["in"] == "path"
}

/// An example of a parameter's value.
fn example(parameter: &Value) -> Option<String> {
    let given = parameter.get("example");
    given.or(parameter["schema"].get("example")).map(plain)
}

impl Asked {
    fn new(parameter: &Value) -> Self {
        let schema = &parameter["schema"];
        let choices = schema.get("enum").or(schema["items"].get("enum"));
        let choices = choices.and_then(Value::as_array).into_iter().flatten();
        Self {
            name: plain(&parameter["name"]),
            words: plain(&parameter["description"]),
            choices: choices.map(plain).collect(),
            repeats: schema.get("items").is_some(),
            in_path: is_in_path(parameter),
        }
    }
}

/// A value as it stands in an address; nothing for what is not said.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
