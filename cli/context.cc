#include "cli/context.h"

#include <CLI/CLI.hpp>
#include <utility>

namespace midge::cli {

void OnChosen(CLI::App& verb, Context& context,
              std::function<absl::StatusOr<int>()> action) {
  verb.callback(
      [&context, action = std::move(action)] { context.action = action; });
}

void SetExample(CLI::App& verb, const std::string& lines) {
  verb.footer("\nExample:\n  " + lines);
}

}  // namespace midge::cli
