# Module binascii: bytes as printable text, and checksums.

import _base64
from _prelude import index_of as _index_of, is_buffer


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def _bytes_of(data):
    if isinstance(data, (bytes, bytearray)):
        return data
    if isinstance(data, memoryview):
        if not data.c_contiguous:
            raise BufferError("memoryview: underlying buffer is not "
                              "C-contiguous")
        return data.tobytes()
    if is_buffer(data):
        return bytes(data)
    raise TypeError("a bytes-like object is required, not "
                    f"'{type(data).__name__}'")


def _ascii_of(data):
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII "
                             "characters")
        return data.encode("ascii")
    if is_buffer(data):
        return bytes(_bytes_of(data))
    raise TypeError("argument should be bytes, buffer or ASCII string, not "
                    f"'{type(data).__name__}'")


def _checked(result):
    if type(result) is str:
        raise Error(result)
    return result


# --- Base 64 and base 16 ------------------------------------------------------------


def b2a_base64(data, /, *, newline=True):
    """The base64 text of data."""
    text = _base64.encode(_bytes_of(data))
    return text + b"\n" if newline else text


def a2b_base64(data, /, *, strict_mode=False):
    """The data of base64 text."""
    return _checked(_base64.decode(_ascii_of(data), bool(strict_mode)))


_NO_SEPARATOR = object()


def b2a_hex(data, sep=_NO_SEPARATOR, bytes_per_sep=1):
    """Two hexadecimal digits for each byte."""
    data = _bytes_of(data)
    if sep is _NO_SEPARATOR:
        return data.hex().encode("ascii")
    return data.hex(sep, bytes_per_sep).encode("ascii")


def a2b_hex(hexstr, /):
    """The data of hexadecimal digits."""
    text = _ascii_of(hexstr).decode("latin-1")
    if len(text) % 2 != 0:
        raise Error("Odd-length string")
    # fromhex() would let white space pass.
    if text and not text.isalnum():
        raise Error("Non-hexadecimal digit found")
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise Error("Non-hexadecimal digit found") from None


def hexlify(data, sep=_NO_SEPARATOR, bytes_per_sep=1):
    """Two hexadecimal digits for each byte."""
    return b2a_hex(data, sep, bytes_per_sep)


def unhexlify(hexstr, /):
    """The data of hexadecimal digits."""
    return a2b_hex(hexstr)


# --- Checksums ----------------------------------------------------------------------


def crc32(data, crc=0, /):
    """The CRC-32 of data, or of what follows a first part."""
    return _base64.crc32(_bytes_of(data), _index_of(crc) & 0xFFFFFFFF)


def crc_hqx(data, crc, /):
    """The CRC of BinHex, of data or of what follows a first part."""
    return _base64.crc_hqx(_bytes_of(data), _index_of(crc) & 0xFFFF)


# --- uu -----------------------------------------------------------------------------


def b2a_uu(data, /, *, backtick=False):
    """One line of uuencoded text."""
    data = bytes(_bytes_of(data))
    if len(data) > 45:
        raise Error("At most 45 bytes at once")
    zero = 0x60 if backtick else 0x20
    out = [0x20 + len(data) if data else zero]
    padded = data + bytes(-len(data) % 3)
    for at in range(0, len(padded), 3):
        group = int.from_bytes(padded[at:at + 3], "big")
        for shift in (18, 12, 6, 0):
            out.append(0x20 + (group >> shift & 63) or zero)
    return bytes([zero if byte == 0x20 else byte for byte in out]) + b"\n"


def a2b_uu(data, /):
    """The data of one uuencoded line."""
    data = _ascii_of(data)
    size = data[0] - 32 & 63 if data else 32
    out = []
    left = bits = 0
    at = 1
    while len(out) < size:
        byte = data[at] if at < len(data) else 10
        at += 1
        if byte in (10, 13):
            digit = 0  # What is missing at the end of a line are zeros.
        elif 32 <= byte <= 96:
            digit = byte - 32 & 63
        else:
            raise Error("Illegal char")
        left = left << 6 | digit
        bits += 6
        if bits >= 8:
            bits -= 8
            out.append(left >> bits)
            left &= (1 << bits) - 1
    for byte in data[at:]:
        if byte not in (32, 96, 10, 13):
            raise Error("Trailing garbage")
    return bytes(out)


# --- Quoted-printable ---------------------------------------------------------------


def a2b_qp(data, header=False):
    """The data of quoted-printable text."""
    data = _ascii_of(data)
    out = bytearray()
    at = 0
    while at < len(data):
        byte = data[at]
        if byte != 0x3D:
            out.append(0x20 if header and byte == 0x5F else byte)
            at += 1
            continue
        at += 1
        pair = data[at:at + 2]
        if not pair:
            break
        if pair[0] in (10, 13):
            # A line that goes on: up to its end is nothing.
            if pair[0] != 10:
                end = data.find(b"\n", at)
                at = len(data) - 1 if end < 0 else end
            at += 1
        elif pair[0] == 0x3D:
            out.append(0x3D)
            at += 1
        else:
            try:
                if len(pair) < 2 or not pair.isalnum():
                    raise ValueError
                out += bytes.fromhex(pair.decode("latin-1"))
                at += 2
            except ValueError:
                out.append(0x3D)
    return bytes(out)


_LINE_MAX = 76


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    """The quoted-printable text of data."""
    data = bytes(_bytes_of(data))
    end = data.find(b"\n")
    line_end = b"\r\n" if end > 0 and data[end - 1] == 13 else b"\n"
    out = bytearray()
    length = 0
    at = 0
    while at < len(data):
        byte = data[at]
        following = data[at + 1:at + 2]
        quoted = (byte > 126 or byte == 0x3D or header and byte == 0x5F
                  or byte == 0x2E and length == 0
                  and following in (b"", b"\n", b"\r", b"\0")
                  or not istext and byte in (10, 13)
                  or byte in (9, 32) and not following
                  or byte < 33 and byte not in (10, 13)
                  and (quotetabs or byte not in (9, 32)))
        if quoted:
            if length + 3 >= _LINE_MAX:
                out += b"=" + line_end
                length = 0
            out += b"=%02X" % byte
            at += 1
            length += 3
            continue
        ends_line = byte == 10 or byte == 13 and following == b"\n"
        if istext and ends_line:
            if out and out[-1] in (9, 32):
                # White space at the end of a line would get lost.
                out[-1:] = b"=%02X" % out[-1]
            out += line_end
            length = 0
            at += 2 if byte == 13 else 1
            continue
        after = data[at + 1:at + 2]
        if after not in (b"", b"\n") and length + 1 >= _LINE_MAX:
            out += b"=" + line_end
            length = 0
        length += 1
        out.append(0x5F if header and byte == 32 else byte)
        at += 1
    return bytes(out)
