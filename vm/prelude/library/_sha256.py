# Module _sha256, under hashlib.

import _hashes

sha224 = _hashes.make("_sha256", "sha224", _hashes.SHA224, 28, 64)
sha256 = _hashes.make("_sha256", "sha256", _hashes.SHA256, 32, 64)
