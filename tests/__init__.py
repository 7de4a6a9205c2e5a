"""A package of its own, because libraries exist that install a package of this name, and theirs must not hide ours."""
