# Module _sha1, under hashlib.

import _hashes

sha1 = _hashes.make("_sha1", "sha1", _hashes.SHA1, 20, 64)
