#!/usr/bin/env python3
"""Asks a real Prometheus about a real cluster every query that we ship.

A coordinator and three nodes run a swarm that does something of everything;
Prometheus scrapes them with the configuration of docker/prometheus, of which
only the addresses and intervals are changed. Then every query of every
dashboard and rule must be valid and have data, and what is exported must be
what docs/metrics.md lists.
"""

import json
import math
import pathlib
import re
import shutil
import sys
import tempfile
import time
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import processes  # noqa: E402

TOP = processes.TOP
SHIPPED = TOP / "docker" / "prometheus"
DASHBOARDS = TOP / "docker" / "grafana" / "dashboards"
DATA_SECONDS_MAX = 60


def get(url):
    with urllib.request.urlopen(url, timeout=10) as response:
        return response.read().decode()


class Prometheus:
    def __init__(self, cluster, folder):
        self.folder = pathlib.Path(folder)
        shutil.copytree(SHIPPED, self.folder / "etc")
        config = self.folder / "etc" / "prometheus.yml"
        config.write_text(self.local(cluster, config.read_text()))
        self.process = cluster.start("prometheus", [
            "prometheus", f"--config.file={config}",
            f"--storage.tsdb.path={self.folder / 'data'}",
            "--web.listen-address=127.0.0.1:0", "--log.level=info"])
        address = self.process.wait_for(
            r'Listening on.*?(?:address|http)="?(127\.0\.0\.1:\d+)')
        self.url = f"http://{address}/api/v1"

    @staticmethod
    def local(cluster, text):
        """The shipped configuration for the processes of this test."""
        text = re.sub(r"(scrape|evaluation)_interval: 5s", r"\1_interval: 1s",
                      text)
        # These processes listen on loopback, without TLS.
        text = re.sub(r"    scheme: https\n    tls_config:.*\n(      .*\n)*", "",
                      text)
        for job, members in (("coordinator", [cluster.coordinator]),
                             ("node", cluster.nodes)):
            targets = [cluster.metrics_address(member) for member in members]
            text, replaced = re.subn(
                rf"(job_name: midge-{job}\n.*?targets: )\[[^]]*\]",
                lambda found: found.group(1) + json.dumps(targets), text,
                flags=re.S)
            assert replaced == 1, f"no targets of midge-{job} in the config"
        return text

    def ask(self, path, **parameters):
        query = urllib.parse.urlencode(parameters)
        try:
            answer = json.loads(get(f"{self.url}/{path}?{query}"))
        except urllib.error.HTTPError as error:
            answer = json.loads(error.read())
        if answer["status"] != "success":
            raise ValueError(answer["error"])
        return answer["data"]

    def has_data(self, query):
        """Whether at least one series has a number now."""
        return any(math.isfinite(float(sample["value"][1]))
                   for sample in self.ask("query", query=query)["result"])


def dashboard_queries():
    """(where, query) with Grafana's variables filled in as `All` does."""
    for path in sorted(DASHBOARDS.glob("*.json")):
        dashboard = json.loads(path.read_text())
        for panel in dashboard["panels"]:
            for target in panel["targets"]:
                query = target["expr"].replace("$__rate_interval", "20s")
                query = re.sub(r"\$\w+", ".*", query)
                yield f"{path.name}: {panel['title']}", query
        for variable in dashboard["templating"]["list"]:
            found = re.fullmatch(r"label_values\((\w+), (\w+)\)",
                                 variable["definition"])
            metric, label = found.groups()
            yield (f"{path.name}: ${variable['name']}",
                   f'{metric}{{{label}!=""}}')


def rule_queries(prometheus):
    """A recording rule must have data; an alert, which should be silent, must
    be about metrics that have."""
    for group in prometheus.ask("rules")["groups"]:
        for rule in group["rules"]:
            where = f"rule {rule['name']}"
            if rule["type"] == "recording":
                yield where, rule["name"]
            else:
                prometheus.ask("query", query=rule["query"])
                metrics = set(re.findall(r"\b(?:midge[\w:]*|up)\b(?=\s*[{\[><=])",
                                         rule["query"]))
                assert metrics, f"{where} names no metric: {rule['query']}"
                for metric in sorted(metrics):
                    yield where, metric


def exported(addresses):
    """Metric -> (kind, label names) of everything the processes export."""
    found = {}
    for address in addresses:
        kinds = {}
        for line in get(f"http://{address}/metrics").split("\n"):
            if line.startswith("# TYPE "):
                _, _, name, kind = line.split()
                kinds[name] = kind
            elif line and not line.startswith("#"):
                name = re.match(r"\w+", line).group()
                base = name
                if name not in kinds:
                    base = re.sub(r"_(bucket|sum|count)$", "", name)
                labels = set(re.findall(r'(\w+)="', line)) - {"le"}
                found.setdefault(base, (kinds[base], set()))[1].update(labels)
    return found


def documented():
    found = {}
    for line in (TOP / "docs" / "metrics.md").read_text().split("\n"):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 6 and cells[1].startswith("`midge_"):
            labels = set(re.findall(r"`(\w+)`", cells[3]))
            found[cells[1].strip("`")] = (cells[2], labels)
    return found


def document_problems(addresses):
    is_there = {name: what for name, what in exported(addresses).items()
                if name.startswith("midge_")}
    said = documented()
    for name in sorted(is_there.keys() | said.keys()):
        if name not in said:
            yield f"{name} is exported but not in docs/metrics.md"
        elif name not in is_there:
            yield f"{name} is in docs/metrics.md but not exported"
        elif said[name] != is_there[name]:
            yield (f"{name}: docs/metrics.md says {said[name]}, "
                   f"exported is {is_there[name]}")


def without_data(cluster, prometheus, queries):
    """What of `queries` has no data, after as long as it may take to come."""
    deadline = time.monotonic() + DATA_SECONDS_MAX
    small = pathlib.Path(cluster.folder) / "small.py"
    small.write_text("print('small')\n")
    while True:
        # The coordinator calls nodes when swarms come and go.
        done = cluster.midge("launch", str(small), "--follow")
        assert done.stdout == "small\n", done
        queries = [(where, query) for where, query in queries
                   if not prometheus.has_data(query)]
        if not queries or time.monotonic() > deadline:
            return queries
        time.sleep(1)


def check(cluster, folder):
    prometheus = Prometheus(cluster, folder)
    load = cluster.start("swarm", [
        processes.BIN / "midge", "--coordinator", cluster.address, "launch",
        TOP / "tests" / "cluster" / "metrics_load.py", "--name", "load",
        "--follow"])
    load.wait_for(r"(running)")
    queries = [*dashboard_queries(), *rule_queries(prometheus)]
    problems = [f"{where}: no data for {query}"
                for where, query in without_data(cluster, prometheus,
                                                queries)]
    problems += document_problems(
        [cluster.metrics_address(member)
         for member in (cluster.coordinator, *cluster.nodes)])
    print(f"{len(queries)} queries, {len(problems)} problems")
    return problems


def main():
    with tempfile.TemporaryDirectory() as folder:
        with processes.Cluster(folder, nodes=3) as cluster:
            problems = check(cluster, pathlib.Path(folder) / "prometheus")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
