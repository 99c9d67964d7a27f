"""Errors about pictures, raw inputs, folders of pictures, and files that are read or written."""

from explorer.ui.actions import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("terms", "the picture"),
    QT_TRANSLATE_NOOP("terms", "the input"),
    QT_TRANSLATE_NOOP("terms", "a single number"),
    QT_TRANSLATE_NOOP("terms", "the picture is empty (0 bytes); choose another one"),
    QT_TRANSLATE_NOOP("terms", "cannot read {0}: {1:said}"),
    QT_TRANSLATE_NOOP("terms", "cannot read {0}: {1:said}; choose another folder"),
    QT_TRANSLATE_NOOP("terms", "cannot write {0}: {1:said}"),
    QT_TRANSLATE_NOOP("terms", "cannot write {0}: it is a folder; name a file"),
    QT_TRANSLATE_NOOP("terms", "{0} is not a readable .npy array; write it with numpy.save"),
    QT_TRANSLATE_NOOP("terms", "{0} holds several arrays (.npz); save one array with numpy.save"),
    QT_TRANSLATE_NOOP("terms", "{0:said} holds {1}; a raw input is float32: save array.astype('float32')"),
    QT_TRANSLATE_NOOP("terms", "{0:said} is {1:said}; a raw input has the three axes (channels, height, width)"),
    QT_TRANSLATE_NOOP("terms", "{0:said} holds NaN or infinite values; replace them first"),
    QT_TRANSLATE_NOOP("terms", "there is no file {0}; check the path"),
    QT_TRANSLATE_NOOP("terms", "{0} is a folder; choose a file in it"),
    QT_TRANSLATE_NOOP("terms", "{0} is not an ordinary file; choose a picture file"),
    QT_TRANSLATE_NOOP("terms", "{0} is empty (0 bytes); choose another file"),
    QT_TRANSLATE_NOOP(
        "terms", "{0:said} is not a picture that can be read here; choose a PNG, JPEG, WebP, GIF, BMP or TIFF file"
    ),
    QT_TRANSLATE_NOOP("terms", "{0:said} is damaged and cannot be read; get the file anew"),
    QT_TRANSLATE_NOOP("terms", "{0:said} has no pixels; choose another one"),
    QT_TRANSLATE_NOOP("terms", "{0:said} is {1} × {2} pixels; make it smaller than {3} megapixels first"),
    QT_TRANSLATE_NOOP("terms", "there is not enough memory for {0:said}, {1} × {2} pixels"),
    QT_TRANSLATE_NOOP("terms", "{0:said} is cut off: its end is missing; copy or download it again"),
    QT_TRANSLATE_NOOP(
        "terms", "{0:said} has floating-point pixels of unknown range; save it with 8 or 16 bits a channel"
    ),
    QT_TRANSLATE_NOOP("terms", "{0:said} has 32-bit pixels; save it with 8 or 16 bits a channel"),
    QT_TRANSLATE_NOOP("terms", "a picture is a uint8 array (height, width, 3), not {0} {1}"),
    QT_TRANSLATE_NOOP("terms", "the network takes {0} channels, a picture has 3; give a float32 (C, H, W) array"),
    QT_TRANSLATE_NOOP("terms", "there is no sample {0}; choose {1:names}"),
    QT_TRANSLATE_NOOP("terms", "Chelsea the cat"),
    QT_TRANSLATE_NOOP("terms", "Cup of coffee"),
    QT_TRANSLATE_NOOP("terms", "Rocket launch"),
    QT_TRANSLATE_NOOP("terms", "SpaceX, public domain"),
    QT_TRANSLATE_NOOP("terms", "no picture is open; open one first"),
    QT_TRANSLATE_NOOP("terms", "a raw array has no place in a picture; open a picture"),
    QT_TRANSLATE_NOOP("terms", "there is no folder {0}; choose a folder of pictures"),
    QT_TRANSLATE_NOOP("terms", "{0} holds more than {1} pictures; choose a folder with fewer"),
    QT_TRANSLATE_NOOP("terms", "{0} holds no picture ({1} …); choose another folder"),
    QT_TRANSLATE_NOOP("terms", "there are no pictures to search; choose a folder of pictures"),
    QT_TRANSLATE_NOOP("terms", "none of the {0} pictures can be read"),
    QT_TRANSLATE_NOOP("terms", "none of the {0} pictures can be read: {1:said}"),
    QT_TRANSLATE_NOOP("terms", "none of the pictures that were found can be read any more; search the folder again"),
    QT_TRANSLATE_NOOP("terms", "a search keeps 1 unit or more and runs 1 picture or more, not {0} and {1}"),
    QT_TRANSLATE_NOOP("terms", "there is no projection {0}; choose {1:names}"),
    QT_TRANSLATE_NOOP("terms", "there is no standard output to write to; name a file"),
)
