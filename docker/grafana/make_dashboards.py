#!/usr/bin/env python3
"""Writes dashboards/*.json from the tables below.

    make_dashboards.py [--check]

The JSON is what Grafana provisions and is kept beside this file; --check says
whether it is up to date. A query is a pair (PromQL, legend).
"""

import json
import pathlib
import sys

OUT = pathlib.Path(__file__).resolve().parent / "dashboards"
RATE = "$__rate_interval"


def rate(metric, by="", where=""):
    inner = f"rate({metric}{{{where}}}[{RATE}])" if where else (
        f"rate({metric}[{RATE}])")
    return f"sum by ({by}) ({inner})" if by else f"sum({inner})"


def quantile(q, histogram, by="", where=""):
    labels = f"le, {by}" if by else "le"
    return (f"histogram_quantile({q}, "
            f"{rate(histogram + '_bucket', labels, where)})")


NODE = 'instance=~"$instance"'
SWARM = 'swarm=~"$swarm"'

# Panels: (title, unit, kind, queries); kind is "stat" for one number or "graph".
CLUSTER = [
    ("Live nodes", "none", "stat",
     [('midge_coordinator_members{state="live"}', "live")]),
    ("Lost nodes", "none", "stat",
     [('midge_coordinator_members{state="lost"}', "lost")]),
    ("Running swarms", "none", "stat",
     [('midge_coordinator_swarms{state="running"}', "running")]),
    ("Agents alive", "short", "stat", [("sum(midge_node_agents)", "agents")]),
    ("Agents by node", "short", "graph",
     [("sum by (instance) (midge_node_agents)", "{{instance}}")]),
    ("Agents started and ended", "ops", "graph",
     [(rate("midge_node_spawns_total"), "started"),
      (rate("midge_node_exits_total", "cause"), "{{cause}}")]),
    ("Messages sent", "ops", "graph",
     [(rate("midge_node_messages_sent_total", "scope"), "{{scope}}")]),
    ("Opcodes run", "ops", "graph",
     [(rate("midge_node_opcodes_total", "instance"), "{{instance}}")]),
    ("Heap", "bytes", "graph",
     [("sum by (instance) (midge_node_heap_bytes)", "{{instance}}")]),
    ("Schedule latency, 99 %", "s", "graph",
     [("midge:schedule_latency_seconds:p99_5m", "{{instance}}")]),
    ("Swarms", "none", "graph",
     [("midge_coordinator_swarms", "{{state}}")]),
    ("Swarms launched and ended", "none", "graph",
     [("midge_coordinator_swarms_launched_total", "launched"),
      ("midge_coordinator_swarms_ended_total", "{{state}}")]),
    ("Bytes on links", "Bps", "graph",
     [(rate("midge_node_link_sent_bytes_total", "instance"),
       "{{instance}}")]),
    ("Links up", "none", "graph",
     [("sum by (instance) (midge_node_link_up)", "{{instance}}")]),
    ("Coordinator's rpcs", "ops", "graph",
     [(rate("midge_coordinator_rpcs_total", "method, code"),
       "{{method}} {{code}}")]),
    ("Coordinator's rpcs, 99 %", "s", "graph",
     [(quantile(0.99, "midge_coordinator_rpc_duration_seconds", "method"),
       "{{method}}")]),
    ("Calls to nodes", "ops", "graph",
     [(rate("midge_coordinator_node_calls_total", "method, code"),
       "{{method}} {{code}}")]),
    ("Calls to nodes, 99 %", "s", "graph",
     [(quantile(0.99, "midge_coordinator_node_call_duration_seconds",
                "method"), "{{method}}")]),
    ("Members' epoch", "none", "graph",
     [("midge_coordinator_members_epoch", "epoch")]),
    ("Database", "none", "graph",
     [("midge_coordinator_store_unwritten", "unwritten records"),
      ("midge_coordinator_store_errors_total", "failed writes")]),
    ("Heartbeats", "ops", "graph",
     [(rate("midge_coordinator_heartbeats_total"), "heartbeats")]),
    ("Processes up", "none", "graph",
     [('up{job=~"midge-.*"}', "{{job}} {{instance}}")]),
]

SWARM_PANELS = [
    ("Agents alive", "short", "stat",
     [(f"sum(midge_swarm_agents{{{SWARM}}})", "agents")]),
    ("Agents started", "short", "stat",
     [(f"sum(midge_swarm_spawns_total{{{SWARM}}})", "started")]),
    ("Messages waiting", "short", "stat",
     [(f"sum(midge_swarm_mailbox_messages{{{SWARM}}})", "messages")]),
    ("Heap", "bytes", "stat",
     [(f"sum(midge_swarm_heap_bytes{{{SWARM}}})", "bytes")]),
    ("Agents by node", "short", "graph",
     [(f"sum by (instance) (midge_swarm_agents{{{SWARM}}})",
       "{{instance}}")]),
    ("Agents started and ended", "ops", "graph",
     [(rate("midge_swarm_spawns_total", where=SWARM), "started"),
      (rate("midge_swarm_exits_total", "cause", SWARM), "{{cause}}")]),
    ("Messages sent", "ops", "graph",
     [(rate("midge_swarm_messages_sent_total", "scope", SWARM),
       "{{scope}}")]),
    ("Messages delivered", "ops", "graph",
     [(rate("midge_swarm_messages_received_total", "scope", SWARM),
       "{{scope}}")]),
    ("Messages waiting, by node", "short", "graph",
     [(f"sum by (instance) (midge_swarm_mailbox_messages{{{SWARM}}})",
       "{{instance}}")]),
    ("Opcodes run", "ops", "graph",
     [(rate("midge_swarm_opcodes_total", "instance", SWARM),
       "{{instance}}")]),
    ("Semaphore waits", "ops", "graph",
     [(rate("midge_swarm_semaphore_waits_total", "instance", SWARM),
       "{{instance}}")]),
    ("Heap by node", "bytes", "graph",
     [(f"sum by (instance) (midge_swarm_heap_bytes{{{SWARM}}})",
       "{{instance}}")]),
]

NODE_PANELS = [
    ("Agents", "short", "graph",
     [(f"sum by (state) (midge_node_agents{{{NODE}}})", "{{state}}")]),
    ("Threads", "short", "graph",
     [(f"sum by (state) (midge_node_threads{{{NODE}}})", "{{state}}")]),
    ("Run queue", "short", "graph",
     [(f"midge_node_run_queue_agents{{{NODE}}}", "{{instance}}")]),
    ("Schedule latency", "s", "graph",
     [(quantile(q, "midge_node_schedule_latency_seconds", "", NODE),
       f"{q * 100:g} %") for q in (0.5, 0.9, 0.99)]),
    ("Opcodes run", "ops", "graph",
     [(rate("midge_node_opcodes_total", "instance", NODE),
       "{{instance}}")]),
    ("Slices", "ops", "graph",
     [(rate("midge_node_slices_total", where=NODE), "all"),
      (rate("midge_node_preemptions_total", where=NODE), "pre-empted")]),
    ("Messages", "ops", "graph",
     [(rate("midge_node_messages_sent_total", "scope", NODE),
       "sent, {{scope}}"),
      (rate("midge_node_messages_received_total", "scope", NODE),
       "delivered, {{scope}}"),
      (rate("midge_node_messages_forwarded_total", where=NODE),
       "forwarded")]),
    ("Mailboxes and semaphores", "short", "graph",
     [(f"sum(midge_node_mailboxes{{{NODE}}})", "mailboxes"),
      (f"sum(midge_node_mailbox_messages{{{NODE}}})", "messages waiting"),
      (f"sum(midge_node_semaphores{{{NODE}}})", "semaphores")]),
    ("Semaphores: waits, and waiting agents on average", "short", "graph",
     [(rate("midge_node_semaphore_waits_total", where=NODE), "waits/s"),
      (rate("midge_node_semaphore_wait_seconds_total", where=NODE),
       "waiting")]),
    ("Memory", "bytes", "graph",
     [(f"sum(midge_node_heap_bytes{{{NODE}}})", "agents' heaps"),
      (f"sum(midge_node_resident_bytes{{{NODE}}})", "resident")]),
    ("Collections", "ops", "graph",
     [(rate("midge_node_collections_total", where=NODE), "collections")]),
    ("Collection pause", "s", "graph",
     [(quantile(q, "midge_node_collection_pause_seconds", "", NODE),
       f"{q * 100:g} %") for q in (0.5, 0.99)]),
    ("Link bytes", "Bps", "graph",
     [(rate("midge_node_link_sent_bytes_total", "peer", NODE),
       "to {{peer}}"),
      (rate("midge_node_link_received_bytes_total", "peer", NODE),
       "from {{peer}}")]),
    ("Link batches", "ops", "graph",
     [(rate("midge_node_link_sent_batches_total", "peer", NODE),
       "to {{peer}}"),
      (rate("midge_node_link_received_batches_total", "peer", NODE),
       "from {{peer}}"),
      (rate("midge_node_link_resent_batches_total", "peer", NODE),
       "again to {{peer}}")]),
    ("Batch size", "bytes", "graph",
     [(quantile(q, "midge_node_link_batch_bytes", "", NODE),
       f"{q * 100:g} %") for q in (0.5, 0.99)]),
    ("Link queues", "bytes", "graph",
     [(f"sum by (peer) (midge_node_link_queued_bytes{{{NODE}}})",
       "queued for {{peer}}"),
      (f"sum by (peer) (midge_node_link_unacknowledged_bytes{{{NODE}}})",
       "unacknowledged by {{peer}}")]),
    ("Link round trip", "s", "graph",
     [(f"midge_node_link_round_trip_seconds{{{NODE}}}",
       "{{instance}} to {{peer}}")]),
    ("Reconnects", "none", "graph",
     [(f"sum by (peer) (midge_node_link_reconnects_total{{{NODE}}})",
       "{{peer}}")]),
    ("Envelopes refused for want of room", "ops", "graph",
     [(rate("midge_node_link_refusals_total", "peer", NODE), "{{peer}}")]),
    ("Coordinator", "none", "graph",
     [(f"midge_node_coordinator_connected{{{NODE}}}",
       "{{instance}} connected"),
      (rate("midge_node_heartbeats_failed_total", where=NODE),
       "failed heartbeats")]),
    ("Shards", "none", "graph",
     [(f"midge_node_shards{{{NODE}}}", "{{instance}}")]),
    ("Build", "none", "graph",
     [(f"midge_build_info{{{NODE}}}", "{{component}} {{version}}")]),
]

# File -> (title, variables as (name, query), panels).
DASHBOARDS = {
    "cluster": ("Midge: cluster", [], CLUSTER),
    "swarm": ("Midge: swarm",
              [("swarm", "label_values(midge_swarm_agents, swarm)")],
              SWARM_PANELS),
    "node": ("Midge: node",
             [("instance", "label_values(midge_node_slices_total, instance)")],
             NODE_PANELS),
}

SOURCE = {"type": "prometheus", "uid": "prometheus"}
WIDTH = 24


def make_panel(index, panel, position):
    title, unit, kind, queries = panel
    return {
        "id": index + 1,
        "title": title,
        "type": "stat" if kind == "stat" else "timeseries",
        "datasource": SOURCE,
        "gridPos": position,
        "fieldConfig": {"defaults": {"unit": unit, "min": 0}, "overrides": []},
        "targets": [{"refId": chr(ord("A") + i), "datasource": SOURCE,
                     "expr": expr, "legendFormat": legend}
                    for i, (expr, legend) in enumerate(queries)],
    }


def layout(panels):
    """Panels left to right, stats four to a row and graphs two."""
    x = y = row_height = 0
    for panel in panels:
        width, height = (6, 4) if panel[2] == "stat" else (12, 8)
        if x + width > WIDTH or (row_height and height != row_height):
            x, y = 0, y + row_height
        row_height = height
        yield {"x": x, "y": y, "w": width, "h": height}
        x += width


def make_variable(name, query):
    return {
        "name": name, "label": name, "type": "query", "datasource": SOURCE,
        "query": {"query": query, "refId": name}, "definition": query,
        "refresh": 2, "multi": True, "includeAll": True, "allValue": ".*",
        "current": {"text": "All", "value": "$__all"}, "sort": 1,
    }


def make_dashboard(uid, title, variables, panels):
    return {
        "uid": f"midge-{uid}",
        "title": title,
        "tags": ["midge"],
        "schemaVersion": 37,
        "editable": True,
        "refresh": "5s",
        "time": {"from": "now-15m", "to": "now"},
        "templating": {"list": [make_variable(*v) for v in variables]},
        "links": [{"type": "dashboards", "tags": ["midge"],
                   "title": "Midge", "asDropdown": True}],
        "panels": [make_panel(i, panel, position) for i, (panel, position)
                   in enumerate(zip(panels, layout(panels)))],
    }


def main():
    stale = []
    for uid, (title, variables, panels) in DASHBOARDS.items():
        path = OUT / f"{uid}.json"
        text = json.dumps(make_dashboard(uid, title, variables, panels),
                          indent=1) + "\n"
        if "--check" in sys.argv:
            if not path.exists() or path.read_text() != text:
                stale.append(path.name)
        else:
            path.write_text(text)
    if stale:
        print(f"run make_dashboards.py: {' '.join(stale)} is not up to date")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
