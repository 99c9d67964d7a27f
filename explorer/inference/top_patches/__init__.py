"""The nine pictures of a folder that excite each channel of a layer most (Zeiler & Fergus 2013, Fig. 2).

``search`` finds the units, ``crops`` cuts out what each of them sees and
projects it back, ``store`` keeps both kinds of progress on disk.
"""
