//! Connections: accepted, counted, closed where they do nothing, and drained at the
//! end.
//!
//! A client that opens many connections, sends half a request or never takes its
//! answer must not keep others out. What is answered is not known here.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use super::activity::{Activity, Doing, Noted};

/// What connections may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many may be open at once: each takes a descriptor, of which a service has
    /// 1,024 unless told otherwise, and the index and the log need some too.
    pub connections: usize,
    /// How long a request's head may take. A browser sends it in one piece; a bad line
    /// takes seconds.
    pub head: Duration,
    /// How long a connection may rest between requests or leave its answer untaken:
    /// browsers and proxies keep one for about a minute.
    pub idle: Duration,
    /// How long the answers under way may take once the program is told to stop:
    /// what one answer may take, and no more.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            head: Duration::from_secs(10),
            idle: Duration::from_mins(1),
            drain: Duration::from_secs(10),
        }
    }
}

/// How often connections are looked over.
const LOOK: Duration = Duration::from_millis(500);
/// How long to wait when the system has no descriptor left, which it gives back when
/// connections close.
const NO_DESCRIPTOR: Duration = Duration::from_millis(50);
/// The longest head of a request: an address with every parameter that is allowed,
/// in percent-encoded Japanese, and the headers that proxies add.
const HEAD_BYTES: usize = 64 << 10;
/// A peer that vanished, as a laptop does that falls asleep, is found after the first
/// of these and as many tries a second one apart.
const KEEPALIVE: (Duration, Duration) = (Duration::from_mins(1), Duration::from_secs(10));

/// Serves connections until `stop` ends, then lets answers under way come to their end
/// within the limit.
pub(super) async fn serve<Answer, Answering>(
    listener: TcpListener,
    limits: Limits,
    answer: Answer,
    stop: impl Future<Output = ()>,
) where
    Answer: Fn(Request<Incoming>) -> Answering + Clone + Send + 'static,
    Answering: Future<Output = Response<Body>> + Send + 'static,
{
    let mut open = Open::default();
    let graceful = GracefulShutdown::new();
    let mut look = interval(LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut stop = std::pin::pin!(stop);
    loop {
        let has_room = open.has_room(limits.connections);
        tokio::select! {
            () = &mut stop => break,
            _ = look.tick() => open.close_overdue(limits),
            Some(_) = open.tasks.join_next() => open.forget_closed(),
            accepted = listener.accept(), if has_room => match accepted {
                Ok((stream, _)) => {
                    if open.connections.len() >= limits.connections {
                        open.close_idlest();
                    }
                    set_up(&stream);
                    let activity = Activity::new();
                    let connection = connection(stream, Arc::clone(&activity), answer.clone());
                    open.add(activity, graceful.watch(connection));
                }
                Err(error) => {
                    tracing::error!(%error, "no connection can be accepted");
                    open.close_idlest();
                    sleep(NO_DESCRIPTOR).await;
                }
            },
        }
    }
    drop(listener);
    open.close_asking();
    if timeout(limits.drain, graceful.shutdown()).await.is_err() {
        tracing::warn!("some answers did not come to their end in time");
    }
}

/// Lets small answers go at once and finds peers that vanished. A connection that
/// cannot be set up so is served all the same.
fn set_up(stream: &TcpStream) {
    let (idle, between) = KEEPALIVE;
    let keepalive = TcpKeepalive::new().with_time(idle).with_interval(between);
    let set = stream
        .set_nodelay(true)
        .and_then(|()| SockRef::from(stream).set_tcp_keepalive(&keepalive));
    if let Err(error) = set {
        tracing::debug!(%error, "a connection cannot be set up");
    }
}

/// One connection's requests, answered one after another.
fn connection<Answer, Answering>(
    stream: TcpStream,
    activity: Arc<Activity>,
    answer: Answer,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send
where
    Answer: Fn(Request<Incoming>) -> Answering + Clone + Send + 'static,
    Answering: Future<Output = Response<Body>> + Send + 'static,
{
    let stream = Noted {
        stream,
        activity: Arc::clone(&activity),
    };
    let service = service_fn(move |request| {
        activity.set(Doing::Waiting);
        let (answering, activity) = (answer(request), Arc::clone(&activity));
        async move {
            let response = answering.await;
            activity.set(Doing::Resting);
            Ok::<_, Infallible>(response)
        }
    });
    http1::Builder::new()
        .auto_date_header(can_be_told(SystemTime::now()))
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service)
}

/// Whether a date can be written as headers write it. A machine whose battery is empty
/// starts before 1970 or far from now, and serves all the same.
fn can_be_told(now: SystemTime) -> bool {
    const YEAR_9999: Duration = Duration::from_hours(70_380_768);
    now.duration_since(UNIX_EPOCH)
        .is_ok_and(|since| since < YEAR_9999)
}

/// The connections that are open.
#[derive(Default)]
struct Open {
    tasks: JoinSet<()>,
    connections: Vec<(Arc<Activity>, AbortHandle)>,
}

impl Open {
    fn add(
        &mut self,
        activity: Arc<Activity>,
        connection: impl Future<Output = Result<(), hyper::Error>> + Send + 'static,
    ) {
        let task = self.tasks.spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
        self.connections.push((activity, task));
    }

    fn forget_closed(&mut self) {
        while self.tasks.try_join_next().is_some() {}
        self.connections.retain(|(_, task)| !task.is_finished());
    }

    /// Whether one more may be opened: there is room, or one is idle and can be closed
    /// for it.
    fn has_room(&self, most: usize) -> bool {
        self.connections.len() < most || self.idlest().is_some()
    }

    /// The connection that has done nothing for the longest time. One whose request is
    /// being answered is not idle.
    fn idlest(&self) -> Option<usize> {
        let connections = self.connections.iter().enumerate();
        let idle = connections
            .map(|(index, (activity, _))| (activity.get(), index))
            .filter(|((doing, _), _)| *doing != Doing::Waiting);
        idle.min_by_key(|((_, since), _)| *since)
            .map(|(_, index)| index)
    }

    fn close_idlest(&mut self) {
        if let Some(index) = self.idlest() {
            let (_, task) = self.connections.swap_remove(index);
            task.abort();
        }
    }

    /// Closes what has taken longer than it may.
    fn close_overdue(&mut self, limits: Limits) {
        let now = Instant::now();
        self.close(|doing, since| {
            let most = match doing {
                Doing::Asking => limits.head,
                Doing::Resting => limits.idle,
                Doing::Waiting => return false,
            };
            now.saturating_duration_since(since) > most
        });
    }

    /// Closes what has no whole request sent.
    fn close_asking(&mut self) {
        self.close(|doing, _| doing == Doing::Asking);
    }

    fn close(&mut self, is_over: impl Fn(Doing, Instant) -> bool) {
        self.connections.retain(|(activity, task)| {
            let (doing, since) = activity.get();
            let over = is_over(doing, since);
            if over {
                task.abort();
            }
            !over
        });
    }
}
