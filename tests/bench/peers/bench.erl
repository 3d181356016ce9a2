%% The benches of tests/bench in Erlang: processes, and two connected nodes.
-module(bench).
-export([main/1, echo/1]).

main(Args) ->
    run(Args),
    halt(0).

run(["memory", Count]) -> memory(list_to_integer(Count));
run(["spawn", Count]) -> spawn_all(list_to_integer(Count));
run(["pingpong", Count]) -> pingpong(list_to_integer(Count));
run(["ring", Size, Hops]) -> ring(list_to_integer(Size), list_to_integer(Hops));
run(["counting", Count]) -> counting(list_to_integer(Count));
run(["forkjoin", Count]) -> forkjoin(list_to_integer(Count));
run(["chameneos", Creatures, Meetings]) ->
    chameneos(list_to_integer(Creatures), list_to_integer(Meetings));
run(["big", Size, Asks]) -> big(list_to_integer(Size), list_to_integer(Asks));
run(["handoff", Count]) -> handoff(list_to_integer(Count));
run(["serve"]) -> timer:sleep(infinity);
run(["remote", Verb, Count, Node]) ->
    remote(Verb, list_to_integer(Count), list_to_atom(Node)).

now_ns() -> erlang:monotonic_time(nanosecond).

report(Start, Result) ->
    io:format("seconds: ~.9f~nresult: ~w~n", [(now_ns() - Start) / 1.0e9, Result]).

wait_for(_, 0) -> ok;
wait_for(What, Left) -> receive What -> wait_for(What, Left - 1) end.

memory(Count) ->
    Root = self(),
    io:format("before~n"),
    timer:sleep(1000),
    Parked = fun() -> Root ! ready, receive stop -> ok end end,
    Pids = [spawn(Parked) || _ <- lists:seq(1, Count)],
    wait_for(ready, Count),
    erlang:garbage_collect(),
    io:format("parked~n"),
    timer:sleep(60000),
    length(Pids).

spawn_all(Count) ->
    Root = self(),
    Start = now_ns(),
    spawn_some(Count, fun() -> Root ! done end),
    wait_for(done, Count),
    report(Start, Count).

spawn_some(0, _) -> ok;
spawn_some(Left, Fun) -> spawn(Fun), spawn_some(Left - 1, Fun).

pong(Root) -> receive Value -> Root ! Value + 1, pong(Root) end.

pingpong(Count) ->
    Root = self(),
    Other = spawn(fun() -> pong(Root) end),
    Start = now_ns(),
    report(Start, ping(0, Count, Other, 0)).

ping(Count, Count, _, Total) -> Total;
ping(I, Count, Other, Total) ->
    Other ! I,
    receive Value -> ping(I + 1, Count, Other, Total + Value) end.

member(Root, Next) ->
    receive
        0 -> Root ! around;
        Hops -> Next ! Hops - 1
    end,
    member(Root, Next).

ring(Size, Hops) ->
    Root = self(),
    Wait = fun() -> receive {next, Next} -> member(Root, Next) end end,
    Members = [spawn(Wait) || _ <- lists:seq(1, Size)],
    [First | Rest] = Members,
    lists:foreach(fun({Pid, Next}) -> Pid ! {next, Next} end,
                  lists:zip(Members, Rest ++ [First])),
    First ! Size,
    receive around -> ok end,
    Start = now_ns(),
    First ! Hops,
    receive around -> ok end,
    report(Start, Hops).

add_up(Root, Total) ->
    receive
        none -> Root ! Total;
        Value -> add_up(Root, Total + Value)
    end.

counting(Count) ->
    Root = self(),
    Other = spawn(fun() -> add_up(Root, 0) end),
    Start = now_ns(),
    send_up(0, Count, Other),
    Other ! none,
    receive Total -> report(Start, Total) end.

send_up(Count, Count, _) -> ok;
send_up(I, Count, Other) -> Other ! I, send_up(I + 1, Count, Other).

forkjoin(Count) ->
    Root = self(),
    Start = now_ns(),
    Body = fun() -> receive _ -> Root ! done end end,
    Pids = [spawn(Body) || _ <- lists:seq(1, Count)],
    lists:foreach(fun(Pid) -> Pid ! go end, Pids),
    wait_for(done, Count),
    report(Start, Count).

creature(Mall, Color, Count) ->
    Mall ! {self(), Color},
    receive
        {_, Same} = {Other, Same} when Same =:= Color ->
            Other ! Color,
            creature(Mall, Color, Count + 1);
        {Other, Another} ->
            Mixed = 3 - Color - Another,
            Other ! Mixed,
            creature(Mall, Mixed, Count + 1);
        closed -> Mall ! {count, Count};
        New -> creature(Mall, New, Count + 1)
    end.

chameneos(Creatures, Meetings) ->
    Mall = self(),
    [spawn(fun() -> creature(Mall, I rem 3, 0) end)
     || I <- lists:seq(0, Creatures - 1)],
    Start = now_ns(),
    meet(Meetings),
    Seconds = (now_ns() - Start) / 1.0e9,
    close(Creatures),
    io:format("seconds: ~.9f~nresult: ~w~n", [Seconds, counts(Creatures, 0)]).

meet(0) -> ok;
meet(Left) ->
    receive
        {First, _} ->
            receive {Second, Color} -> First ! {Second, Color} end
    end,
    meet(Left - 1).

close(0) -> ok;
close(Left) ->
    receive {Who, _} when is_pid(Who) -> Who ! closed end,
    close(Left - 1).

counts(0, Total) -> Total;
counts(Left, Total) -> receive {count, N} -> counts(Left - 1, Total + N) end.

big(Size, Asks) ->
    Root = self(),
    Start = now_ns(),
    Pids = [spawn(fun() -> asker(Root, I, Asks) end) || I <- lists:seq(1, Size)],
    Everyone = list_to_tuple(Pids),
    lists:foreach(fun(Pid) -> Pid ! {everyone, Everyone} end, Pids),
    wait_for(done, Size),
    report(Start, Size * Asks).

asker(Root, I, Asks) ->
    receive {everyone, Everyone} ->
        answer(Root, Everyone, ask(Everyone, I * 7919), Asks)
    end.

ask(Everyone, Seed) ->
    Next = Seed * 16807 rem 2147483647,
    element((Next bsr 8) rem tuple_size(Everyone) + 1, Everyone) ! {ask, self()},
    Next.

answer(Root, Everyone, Seed, Left) ->
    receive
        {ask, Who} -> Who ! answer, answer(Root, Everyone, Seed, Left);
        answer when Left =:= 1 -> Root ! done, answer(Root, Everyone, Seed, 0);
        answer -> answer(Root, Everyone, ask(Everyone, Seed), Left - 1)
    end.

handoff(Count) ->
    Root = self(),
    Second = spawn(fun() -> player(Root, Count) end),
    Start = now_ns(),
    hand(Second, Count),
    report(Start, Count).

player(_, 0) -> ok;
player(Other, Left) -> receive token -> Other ! token end, player(Other, Left - 1).

hand(_, 0) -> ok;
hand(Other, Left) -> Other ! token, receive token -> ok end, hand(Other, Left - 1).

echo(Root) -> echo(Root, 0).

echo(Root, Total) ->
    receive
        {ping, Value, _} -> Root ! Value + 1, echo(Root, Total);
        {flood, Value, _} -> echo(Root, Total + Value);
        {'end', _, _} -> Root ! Total
    end.

%% The other node was started by the runner; it may still be coming up.
connect(_, 0) -> halt(1);
connect(Node, Left) ->
    case net_kernel:connect_node(Node) of
        true -> ok;
        _ -> timer:sleep(100), connect(Node, Left - 1)
    end.

remote(Verb, Count, Node) ->
    connect(Node, 100),
    Other = spawn(Node, ?MODULE, echo, [self()]),
    Text = binary:copy(<<"x">>, 64),
    trips(0, 100, Other, Text, 0),
    Start = now_ns(),
    case Verb of
        "trip" ->
            report(Start, trips(0, Count, Other, Text, 0));
        "flood" ->
            flood(0, Count, Other, Text),
            Other ! {'end', 0, <<>>},
            receive Total -> report(Start, Total) end
    end,
    rpc:cast(Node, erlang, halt, [0]),
    timer:sleep(100).

trips(Count, Count, _, _, Total) -> Total;
trips(I, Count, Other, Text, Total) ->
    Other ! {ping, I, Text},
    receive Value -> trips(I + 1, Count, Other, Text, Total + Value) end.

flood(Count, Count, _, _) -> ok;
flood(I, Count, Other, Text) ->
    Other ! {flood, I, Text},
    flood(I + 1, Count, Other, Text).
