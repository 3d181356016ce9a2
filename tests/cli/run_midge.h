// Runs the real `midge` program and catches what it says.
//
// Threads: safe from any thread.
#ifndef MIDGE_TESTS_CLI_RUN_MIDGE_H_
#define MIDGE_TESTS_CLI_RUN_MIDGE_H_

#include <string>
#include <vector>

namespace midge::cli {

struct Outcome {
  int status = -1;
  std::string out;
  std::string err;
};

// The folder of the built programs: where this test is.
std::string BinFolder();

// A shell command, cut off after a minute. Streams are files, no terminals.
Outcome RunShell(const std::string& command);

// `midge` with these arguments, quoted for the shell.
Outcome RunMidge(const std::vector<std::string>& arguments);

}  // namespace midge::cli

#endif  // MIDGE_TESTS_CLI_RUN_MIDGE_H_
