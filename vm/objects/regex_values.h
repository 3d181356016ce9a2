// re.Pattern and re.Match as values: equality, hash, texts, groups. Searching
// is in vm/lib/regex.h.
#ifndef MIDGE_VM_OBJECTS_REGEX_VALUES_H_
#define MIDGE_VM_OBJECTS_REGEX_VALUES_H_

#include "vm/objects/operators.h"

namespace midge::vm {

// What `group` (from 0) matched, `missing` if it took no part; of bytes for
// what is not a str. REQUIRES: group < match->span_count().
Value RegexGroup(Context& context, RegexMatch* match, uint32_t group,
                 Value missing);

// The number of the group that `key` names: an int or a str. False with
// IndexError raised if there is none.
bool FindRegexGroup(Context& context, RegexMatch* match, Value key,
                    uint32_t* out);
// match[key]
OpResult RegexGroupItem(Context& context, RegexMatch* match, Value key,
                        Value* out);

// Equal in source, flags and code.
OpResult PatternsEqual(Context& context, RegexPattern* a, RegexPattern* b,
                       bool* out);
int64_t PatternHash(const RegexPattern* pattern);

// "re.compile('a', re.IGNORECASE)", "<re.Match object; span=(0, 1), match='a'>"
OpResult PatternRepr(Context& context, const RegexPattern* pattern,
                     std::string* out);
OpResult MatchRepr(Context& context, RegexMatch* match, std::string* out);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_REGEX_VALUES_H_
