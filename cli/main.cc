// midge: the command line.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/log.h"
#include "base/utf8.h"
#include "cli/context.h"
#include "cli/text.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

// Statuses of ours; a program's own go through `run`, `launch` and `wait`.
constexpr int kFailed = 1;
constexpr int kUsage = 2;

// A socket that takes the number of a closed stream would be sent our output.
void OpenClosedStreams() {
  for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF) {
      ::open("/dev/null", O_RDWR);  // Takes the lowest number: this one.
    }
  }
}

// The verb on the command line with a space before it, or nothing.
std::string VerbOf(const CLI::App& app) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  return chosen.empty() ? "" : " " + chosen.front()->get_name();
}

// Arguments go over the wire as text. `run` and `dis` send none.
absl::Status CheckArguments(const CLI::App& app,
                            const std::vector<char*>& argv) {
  const std::string verb = VerbOf(app);
  if (verb == " run" || verb == " dis") return absl::OkStatus();
  for (const char* argument : argv) {
    if (IsUtf8(argument)) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("\"", ToUtf8(argument), "\" is not UTF-8"));
  }
  return absl::OkStatus();
}

// What was to be printed and was not, as onto a full disk, is a failure.
int Finish(Context& context, int status) {
  context.out.flush();
  if (context.out.good()) return status;
  context.err << "midge: not all of the output could be written\n";
  return status == 0 ? kFailed : status;
}

// A mistyped verb is the commonest usage error, and CLI11's message for it
// names only what it expected.
bool ExplainUnknownVerb(Context& context, const std::vector<char*>& argv) {
  for (size_t i = 1; i < argv.size(); ++i) {
    const std::string word = argv[i];
    if (word.empty()) continue;
    if (word[0] == '-') {  // Every flag before the verb takes a value.
      if (word.find('=') == std::string::npos) ++i;
      continue;
    }
    std::vector<std::string> names;
    for (const Verb& verb : Verbs()) {
      if (word == verb.name) return false;
      names.push_back(verb.name);
    }
    context.err << "midge: no verb " << word << DidYouMean(word, names) << "\n";
    return true;
  }
  return false;
}

int Main(int argc, char** argv) {
  OpenClosedStreams();
  Context context;
  context.program = argv[0];
  context.out_is_terminal = ::isatty(STDOUT_FILENO) != 0;
  context.err_is_terminal = ::isatty(STDERR_FILENO) != 0;
  const char* no_color = ::getenv("NO_COLOR");
  context.color =
      context.out_is_terminal && (no_color == nullptr || *no_color == '\0');
  // The CLI's messages are its own; what libraries log would mix with them.
  SetLogLevel(LogLevel::kError);
  // gRPC's messages about peers that are not there say the same as ours.
  ::setenv("GRPC_VERBOSITY", "NONE", 0);
  // `midge logs | head` ends when head does.
  ::signal(SIGPIPE, SIG_DFL);

  std::unique_ptr<CLI::App> app = MakeApp(context);
  try {
    app->parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help and --version.
    return Finish(context, app->exit(asked, context.out, context.err));
  } catch (const CLI::ParseError& error) {
    if (argc == 1) {
      context.err << app->help();
    } else if (!VerbOf(*app).empty() ||
               !ExplainUnknownVerb(context, {argv, argv + argc})) {
      const std::string verb = "midge" + VerbOf(*app);
      context.err << verb << ": " << error.what() << "; `" << verb
                  << " --help` says more\n";
    }
    return kUsage;
  }
  const absl::Status sound = CheckArguments(*app, {argv, argv + argc});
  const absl::StatusOr<int> status =
      sound.ok() ? context.action() : absl::StatusOr<int>(sound);
  if (status.ok()) return Finish(context, *status);
  context.err << "midge: " << status.status().message() << "\n";
  return absl::IsInvalidArgument(status.status()) ? kUsage : kFailed;
}

}  // namespace
}  // namespace midge::cli

int main(int argc, char** argv) { return midge::cli::Main(argc, argv); }
