// Base64 and the checksums of module binascii.
//
// Pure functions.
#ifndef MIDGE_VM_TEXT_BASE64_H_
#define MIDGE_VM_TEXT_BASE64_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace midge::vm::text {

std::string EncodeBase64(std::string_view bytes);

// What `text` stands for in `*bytes`; or CPython's message of what is wrong,
// else "". What is no digit of base 64 is skipped, unless it is `strict`.
std::string DecodeBase64(std::string_view text, bool strict,
                         std::string* bytes);

// The CRC of zlib and PNG, and that of BinHex; `crc` is that of what came
// before.
uint32_t Crc32(std::string_view bytes, uint32_t crc);
uint16_t CrcBinHex(std::string_view bytes, uint16_t crc);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_BASE64_H_
