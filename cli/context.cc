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

void RefuseNegative(CLI::Option* option) {
  // transform() puts it before whatever reads the text as a number.
  option->transform(CLI::Validator(
      [](std::string& text) -> std::string {
        if (text.empty() || text[0] != '-') return "";
        return text + " is negative";
      },
      ""));
}

}  // namespace midge::cli
