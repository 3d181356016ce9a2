// The one table of verbs: --help, dispatch, suggestions and completion are
// all made from it.
#ifndef MIDGE_CLI_VERBS_H_
#define MIDGE_CLI_VERBS_H_

#include <memory>
#include <vector>

#include "cli/context.h"

namespace midge::cli {

// In the order of --help.
const std::vector<Verb>& Verbs();

// The whole command line of `midge`, writing into `context`.
std::unique_ptr<CLI::App> MakeApp(Context& context);

// Each in the file of its name.
void AddCompletion(CLI::App& verb, Context& context);
void AddDis(CLI::App& verb, Context& context);
void AddDescribe(CLI::App& verb, Context& context);
void AddDown(CLI::App& verb, Context& context);
void AddGet(CLI::App& verb, Context& context);
void AddInspect(CLI::App& verb, Context& context);
void AddKill(CLI::App& verb, Context& context);
void AddLaunch(CLI::App& verb, Context& context);
void AddLogs(CLI::App& verb, Context& context);
void AddPs(CLI::App& verb, Context& context);
void AddRun(CLI::App& verb, Context& context);
void AddSend(CLI::App& verb, Context& context);
void AddTop(CLI::App& verb, Context& context);
void AddUp(CLI::App& verb, Context& context);
void AddVersion(CLI::App& verb, Context& context);
void AddWait(CLI::App& verb, Context& context);

}  // namespace midge::cli

#endif  // MIDGE_CLI_VERBS_H_
