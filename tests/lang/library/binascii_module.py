# Module binascii, and base64 on top of it.
# gc every: 8192
import base64
import binascii


def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, function(*args, **kwargs))
    except (binascii.Error, TypeError, ValueError, BufferError) as error:
        print(function.__name__, type(error).__name__, error)


DATA = [b"", b"a", b"ab", b"abc", b"abcd", bytes(range(256)), b"\xff" * 45,
        bytearray(b"xyz"), memoryview(b"-part-")[1:5]]
for data in DATA:
    attempt(binascii.b2a_base64, data)
    attempt(binascii.b2a_base64, data, newline=False)
    attempt(binascii.hexlify, data)
    attempt(binascii.crc32, data)
    attempt(binascii.crc_hqx, data, 0)
    attempt(binascii.b2a_uu, data)
    for options in ({}, {"quotetabs": True}, {"istext": False},
                    {"header": True}):
        attempt(binascii.b2a_qp, data, **options)
    text = binascii.b2a_base64(data)
    print(binascii.a2b_base64(text) == bytes(data),
          binascii.unhexlify(binascii.hexlify(data)) == bytes(data))
for text in ("", "YQ==", "YWI=", "YWJj", "YQ", "Y", "YWJjZ", "YQ=", "=", "==",
             "YQ==YQ==", "Y Q=\n=", "Y!Q=@=", "YWI=YWI=", "YQ=Q", "Y=Q=", "=YQ==",
             "YQ===", b"YWJj", "\u00e9", 5, None, "YW\u0130"):
    attempt(binascii.a2b_base64, text)
    attempt(binascii.a2b_base64, text, strict_mode=True)
for text in ("", "6162", b"6A6b", "616", "6g", "61 62", "6_", "\u00e9\u00e9", 5,
             bytearray(b"ff"), memoryview(b"00ff")):
    attempt(binascii.unhexlify, text)
attempt(binascii.hexlify, b"abcdef", "-")
attempt(binascii.hexlify, b"abcdef", b":", 2)
attempt(binascii.hexlify, b"abcdef", sep="_", bytes_per_sep=-4)
attempt(binascii.hexlify, "text")
attempt(binascii.b2a_base64, "text")
attempt(binascii.b2a_base64, memoryview(b"a-b-c")[::2])
attempt(binascii.crc32, "text")
print(binascii.crc32(b"def", binascii.crc32(b"abc")) == binascii.crc32(b"abcdef"),
      binascii.crc32(b"a", -1), binascii.crc32(b"a", 2 ** 40 + 5),
      binascii.crc_hqx(b"def", 70000))
for line in (b"!80\n", b"#86)C\n", b"#86)C", b" \n", b"", b"#86)C  \n", b"#86)Cx",
             b"\xff", b"#8", "#86)C", b"M" + b"9" * 60 + b"\n", b"#86\x01C", b"\xff\0"):
    attempt(binascii.a2b_uu, line)
attempt(binascii.b2a_uu, b"x" * 46)
attempt(binascii.b2a_uu, b"\0a\0", backtick=True)
for text in (b"a=3Db", b"a=\nb", b"a=\r\nb", b"=", b"a=", b"=4", b"=4g", b"==41",
             b"a_b", b"=\rx\ny", b"=zz", b"=41=42"):
    attempt(binascii.a2b_qp, text)
    attempt(binascii.a2b_qp, text, header=True)
for text in (b"a b \nc\t\n", b"a \r\nb\r\n", b".\n.a\n..", b"x" * 80,
             b"x" * 74 + b"=", b"x" * 75 + b"\n", b"\xe9" * 30, b"a\rb\tc ",
             b"tail ", b"a_b =?"):
    for options in ({}, {"quotetabs": True}, {"istext": False},
                    {"header": True}):
        attempt(binascii.b2a_qp, text, **options)

print(base64.b64encode(b"hello world"), base64.b64decode("aGVsbG8gd29ybGQ="),
      base64.urlsafe_b64encode(b"\xfb\xff\xfe"), base64.b32encode(b"hello"),
      base64.b16decode("6869"), base64.b85encode(b"hello"),
      base64.a85decode(b"87cURDZ"))
attempt(base64.b64decode, "aGVsbG8", validate=True)
attempt(base64.b64decode, "a!b=", validate=True)
