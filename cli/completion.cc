// midge completion SHELL: a script made of the very flags the program has.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/text.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

// One verb with what may follow it.
struct Words {
  std::string verb;
  std::string summary;
  std::vector<std::string> flags;
  std::vector<std::string> kinds;  // Of `get` and `completion`.
};

std::vector<std::string> FlagsOf(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_snames()) {
      flags.push_back("-" + name);
    }
    for (const std::string& name : option->get_lnames()) {
      flags.push_back("--" + name);
    }
  }
  return flags;
}

std::vector<Words> AllWords() {
  Context unused;
  std::unique_ptr<CLI::App> app = MakeApp(unused);
  std::vector<Words> all;
  const std::vector<std::string> common = FlagsOf(*app);
  for (const Verb& verb : Verbs()) {
    Words words{
        verb.name, verb.summary, FlagsOf(*app->get_subcommand(verb.name)), {}};
    for (const std::string& flag : common) {
      if (flag != "--version" && flag != "--help" && flag != "-h") {
        words.flags.push_back(flag);
      }
    }
    if (words.verb == "get") {
      words.kinds = {"swarms", "nodes", "agents", "mailboxes", "semaphores"};
    }
    if (words.verb == "completion") words.kinds = {"bash", "zsh", "fish"};
    all.push_back(std::move(words));
  }
  return all;
}

std::string Bash() {
  std::string cases;
  std::vector<std::string> verbs;
  for (const Words& words : AllWords()) {
    verbs.push_back(words.verb);
    absl::StrAppend(&cases, "    ", words.verb, ") words=\"",
                    absl::StrJoin(words.kinds, " "),
                    words.kinds.empty() ? "" : " ",
                    absl::StrJoin(words.flags, " "), "\" ;;\n");
  }
  return absl::StrReplaceAll(
      R"(# Completion of midge for bash: source <(midge completion bash)
_midge() {
  local current=${COMP_WORDS[COMP_CWORD]} verb="" words="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    [[ ${COMP_WORDS[i]} != -* ]] && { verb=${COMP_WORDS[i]}; break; }
  done
  case $verb in
    "") words="@VERBS@" ;;
@CASES@  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [[ ${#COMPREPLY[@]} == 0 ]] && COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _midge midge
)",
      {{"@VERBS@", absl::StrJoin(verbs, " ")}, {"@CASES@", cases}});
}

std::string Zsh() {
  std::string verbs, cases;
  for (const Words& words : AllWords()) {
    absl::StrAppend(&verbs, "    '", words.verb, ":", words.summary, "'\n");
    absl::StrAppend(&cases, "    ", words.verb, ") compadd -- ",
                    absl::StrJoin(words.kinds, " "), " ",
                    absl::StrJoin(words.flags, " "), " ;;\n");
  }
  return absl::StrReplaceAll(R"(#compdef midge
# Completion of midge for zsh: source <(midge completion zsh)
_midge() {
  local -a verbs
  verbs=(
@VERBS@  )
  if ((CURRENT == 2)); then
    _describe verb verbs
    return
  fi
  case ${words[2]} in
@CASES@  esac
  _files
}
compdef _midge midge
)",
                             {{"@VERBS@", verbs}, {"@CASES@", cases}});
}

std::string Fish() {
  std::string text =
      "# Completion of midge for fish: midge completion fish | source\n";
  for (const Words& words : AllWords()) {
    absl::StrAppend(&text, "complete -c midge -n __fish_use_subcommand -a ",
                    words.verb, " -d '", words.summary, "'\n");
    const std::string seen = absl::StrCat(
        "complete -c midge -n '__fish_seen_subcommand_from ", words.verb, "' ");
    if (!words.kinds.empty()) {
      absl::StrAppend(&text, seen, "-a '", absl::StrJoin(words.kinds, " "),
                      "'\n");
    }
    for (const std::string& flag : words.flags) {
      const bool is_long = flag.rfind("--", 0) == 0;
      absl::StrAppend(&text, seen, is_long ? "-l " : "-s ",
                      flag.substr(is_long ? 2 : 1), "\n");
    }
  }
  return text;
}

absl::StatusOr<int> Completion(Context& context, const std::string& shell) {
  if (shell == "bash") {
    context.out << Bash();
  } else if (shell == "zsh") {
    context.out << Zsh();
  } else if (shell == "fish") {
    context.out << Fish();
  } else {
    return absl::InvalidArgumentError(
        absl::StrCat("no completion for ", shell, " (bash, zsh, fish)",
                     DidYouMean(shell, {"bash", "zsh", "fish"})));
  }
  return 0;
}

}  // namespace

void AddCompletion(CLI::App& verb, Context& context) {
  auto shell = std::make_shared<std::string>();
  verb.add_option("shell", *shell, "bash, zsh or fish")->required();
  SetExample(verb, "source <(midge completion bash)");
  OnChosen(verb, context,
           [&context, shell] { return Completion(context, *shell); });
}

}  // namespace midge::cli
