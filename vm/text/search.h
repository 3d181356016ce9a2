// Finding text in text, for every width, and bytes in bytes.
//
// Positions are characters. A range begin … end must lie inside the text:
// callers clamp slice arguments first.
#ifndef MIDGE_VM_TEXT_SEARCH_H_
#define MIDGE_VM_TEXT_SEARCH_H_

#include <cstdint>
#include <vector>

#include "vm/text/text_view.h"

namespace midge::vm::text {

// The first (Find) or last (FindLast) place of `needle` that lies wholly in
// text[begin:end], or -1. Empty text is found at `begin` (at `end`).
int64_t Find(TextView text, TextView needle, int64_t begin, int64_t end);
int64_t FindLast(TextView text, TextView needle, int64_t begin, int64_t end);

// How often `needle` is in text[begin:end] without overlap, at most `max`
// times; one more than the length for empty text.
int64_t Count(TextView text, TextView needle, int64_t begin, int64_t end,
              int64_t max = INT64_MAX);

// True when `part` lies in `text` at `at`. REQUIRES: 0 <= at <= text.size().
bool Matches(TextView text, TextView part, int64_t at);

// < 0, 0, > 0 in code point order.
int CompareText(TextView a, TextView b);
bool EqualText(TextView a, TextView b);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_SEARCH_H_
