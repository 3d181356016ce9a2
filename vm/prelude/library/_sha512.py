# Module _sha512, under hashlib.

import _hashes

sha384 = _hashes.make("_sha512", "sha384", _hashes.SHA384, 48, 128)
sha512 = _hashes.make("_sha512", "sha512", _hashes.SHA512, 64, 128)
