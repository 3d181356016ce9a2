#include "coordinator/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/collectable.h>
#include <prometheus/text_serializer.h>

#include <string>

#include "base/version.h"
#include "coordinator/cluster.h"

namespace midge::coordinator {
namespace {

using ::testing::HasSubstr;

std::string Scrape(const Metrics& metrics) {
  std::string text;
  for (const auto& collectable : metrics.collectables()) {
    text += prometheus::TextSerializer().Serialize(collectable->Collect());
  }
  return text;
}

TEST(MetricsTest, TellsTheStateAsItIsAtTheScrape) {
  ManualClock clock;
  auto store = *Store::Open({":memory:"});
  auto cluster = *Cluster::Open({}, store.get(), &clock);
  Metrics metrics(cluster.get());
  EXPECT_THAT(Scrape(metrics),
              HasSubstr("midge_coordinator_members{state=\"live\"} 0\n"));

  Registration node;
  node.name = "a";
  node.address = "a:1";
  node.cores = 1;
  const NodeId a = cluster->Register(node)->id;
  ASSERT_TRUE(cluster->Launch({"one", "s", "spec", false, "b"}).ok());
  ASSERT_TRUE(cluster->Heartbeat(a, 0, {}).ok());
  std::string text = Scrape(metrics);
  EXPECT_THAT(text, HasSubstr("midge_coordinator_members{state=\"live\"} 1\n"));
  EXPECT_THAT(text,
              HasSubstr("midge_coordinator_swarms{state=\"pending\"} 1\n"));
  EXPECT_THAT(text,
              HasSubstr("midge_coordinator_swarms{state=\"running\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("midge_coordinator_heartbeats_total 1\n"));

  ASSERT_TRUE(cluster->Leave(a).ok());
  text = Scrape(metrics);
  EXPECT_THAT(text, HasSubstr("midge_coordinator_members{state=\"lost\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("midge_coordinator_nodes_lost_total 1\n"));
  EXPECT_THAT(
      text,
      HasSubstr("midge_coordinator_swarms_ended_total{state=\"failed\"} 1\n"));
}

TEST(MetricsTest, CountsRpcsByMethodAndCode) {
  ManualClock clock;
  auto store = *Store::Open({":memory:"});
  auto cluster = *Cluster::Open({}, store.get(), &clock);
  Metrics metrics(cluster.get());
  metrics.CountRpc("Launch", absl::OkStatus(), 2'000'000);
  metrics.CountRpc("Launch", absl::NotFoundError(""), 1);
  metrics.CountNodeCall("StopSwarm", absl::UnavailableError(""), 1);
  const std::string text = Scrape(metrics);
  EXPECT_THAT(text, HasSubstr("midge_coordinator_rpcs_total{code=\"OK\","
                              "method=\"Launch\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("midge_coordinator_rpcs_total{code=\"NOT_FOUND\""
                              ",method=\"Launch\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("midge_coordinator_rpc_duration_seconds_count{"
                              "method=\"Launch\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("midge_coordinator_node_calls_total{code="
                              "\"UNAVAILABLE\",method=\"StopSwarm\"} 1\n"));
  EXPECT_THAT(text,
              HasSubstr(std::string("version=\"") + kVersion + "\"} 1\n"));
}

}  // namespace
}  // namespace midge::coordinator
