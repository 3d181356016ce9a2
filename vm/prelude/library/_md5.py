# Module _md5, under hashlib.

import _hashes

md5 = _hashes.make("_md5", "md5", _hashes.MD5, 16, 64)
