#include "cli/printer.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "cli/progress.h"
#include "midge/v1/coordinator.pb.h"

namespace midge::cli {
namespace {

using Kind = Table::Kind;

Table Sample() {
  Table table({{"NAME"},
               {"STATE", Kind::kState},
               {"AGENTS", Kind::kRight},
               {"ID", Kind::kWideRight},
               {"AGE", Kind::kRight}});
  table.AddRow({"ants-1", "running", "100000", "7", "5s"});
  table.AddRow({"ä", "failed", "", "12", "3m12s"});
  return table;
}

TEST(TableTest, AlignsByWhatIsSeen) {
  EXPECT_EQ(Sample().ToString(false, false),
            "NAME     STATE     AGENTS     AGE\n"
            "ants-1   running   100000      5s\n"
            "ä        failed    <none>   3m12s\n");
}

TEST(TableTest, WideShowsMoreAndAgeStaysLast) {
  EXPECT_EQ(Sample().ToString(true, false),
            "NAME     STATE     AGENTS   ID     AGE\n"
            "ants-1   running   100000    7      5s\n"
            "ä        failed    <none>   12   3m12s\n");
}

TEST(TableTest, ColoursStatesAloneAndKeepsTheAlignment) {
  const std::string text = Sample().ToString(false, true);
  EXPECT_NE(text.find("\033[32mrunning\033[0m   100000"), std::string::npos);
  EXPECT_NE(text.find("\033[31mfailed\033[0m    <none>"), std::string::npos);
}

TEST(TableTest, NothingPrintsNothing) {
  EXPECT_EQ(Table({{"NAME"}}).ToString(false, false), "");
}

class PrintTest : public ::testing::Test {
 protected:
  std::ostringstream out_;
  std::ostringstream err_;
  Context context_{.program = "midge",
                   .coordinator = "",
                   .tls = {},
                   .out = out_,
                   .err = err_,
                   .action = {}};
};

TEST_F(PrintTest, EmptyListIsAMessageAndNoData) {
  Print(context_, Format::kTable, Table({{"NAME"}}), v1::ListSwarmsResponse(),
        "swarms");
  EXPECT_EQ(out_.str(), "");
  EXPECT_EQ(err_.str(), "no swarms\n");
}

TEST_F(PrintTest, JsonIsTheMessageWithItsOwnFieldNames) {
  v1::ListSwarmsResponse swarms;
  swarms.add_swarms()->set_exit_status(3);
  Print(context_, Format::kJson, Table({{"NAME"}}), swarms, "swarms");
  EXPECT_NE(out_.str().find("\"exit_status\": 3"), std::string::npos);
  EXPECT_EQ(err_.str(), "");
}

TEST(SheetTest, AlignsAndIndents) {
  Sheet sheet;
  sheet.Add("Name", "ants-1");
  sheet.Add("Reason", "line one\nline two");
  sheet.Add("Id", "");
  EXPECT_EQ(sheet.ToString(),
            "Name:    ants-1\n"
            "Reason:  line one\n"
            "         line two\n"
            "Id:      <none>\n");
}

v1::Swarm Busy(uint64_t spawned, uint64_t finished, uint64_t failed) {
  v1::Swarm swarm;
  swarm.set_name("ants-1");
  swarm.set_state(v1::SWARM_STATE_RUNNING);
  swarm.mutable_stats()->set_agents_spawned(spawned);
  swarm.mutable_stats()->set_agents_finished(finished);
  swarm.mutable_stats()->set_agents_failed(failed);
  return swarm;
}

TEST(ProgressLineTest, FillsWithWhatHasEnded) {
  EXPECT_EQ(ProgressLine(Busy(0, 0, 0), 0),
            "ants-1 running [........................] 0/0 agents ended, 0s");
  EXPECT_EQ(ProgressLine(Busy(100'000, 49'000, 1'000), 12'000),
            "ants-1 running [############............] 50.0k/100.0k agents "
            "ended, 1000 failed, 12s");
  EXPECT_EQ(ProgressLine(Busy(8, 8, 0), 0),
            "ants-1 running [########################] 8/8 agents ended, 0s");
}

TEST(ProgressLineTest, CountsDirectivesFromTheStart) {
  v1::Swarm swarm = Busy(10, 10, 0);
  swarm.add_spawns()->set_count(20);
  EXPECT_EQ(ProgressLine(swarm, 0),
            "ants-1 running [############............] 10/20 agents ended, "
            "0s");
}

TEST_F(PrintTest, ProgressShowsNothingOffATerminal) {
  Progress progress(context_);
  progress.Show(Busy(1, 0, 0));
  progress.Clear();
  EXPECT_EQ(err_.str(), "");
}

TEST_F(PrintTest, ProgressMakesWayForOutput) {
  context_.err_is_terminal = true;
  Progress progress(context_);
  progress.Show(Busy(1, 0, 0));
  err_.str("");
  progress.Around([&] { err_ << "printed\n"; });
  EXPECT_EQ(err_.str().find("\r\033[Kprinted\nants-1 running"), 0u);
}

}  // namespace
}  // namespace midge::cli
