"""What staff read about photos."""

from collections.abc import Mapping

PHOTO_CARE = "Please no names or faces. Cover what a screen shows about a person."
PHOTO_WITH = "Thank you. The photo is with {ref}. Only people who may read {ref} can see it."
PHOTO_WHICH = "I have your photo. Which report is it for?"
PHOTO_FOR = "{what}. {ref}"
PHOTO_REMOVE = "Remove the photo"
PHOTO_REMOVED = "I have removed the photo. {ref}"
PHOTO_STAYS = "Someone may have been harmed, so the photo stays with {ref}. Only people who deal with that can see it."
PHOTO_AND_WORDS = "Please also type in one line what you want to say. {ref}"
PHOTO_ASK_WORDS = "I can see your photo. Please tell me in one line what is wrong, and I save them together."
PHOTO_NOT_GOT = "I could not get the picture. Your words are saved. {ref}"
PHOTO_NOT_GOT_LOOSE = "I could not get the picture. Please tell me in words what is wrong."
PHOTO_NOT_TAKEN: Mapping[str, str] = {
    "not_a_photo": "I can only take photos, and that file is not one. I did not keep it. Please tell me in words.",
    "heic": "I can't open that kind of photo (HEIC). Take a screenshot of it and send me that.",
    "too_large": "That photo is too large. I can take photos of up to 10 MB. A screenshot of it is smaller.",
    "too_many_dots": "That photo is too large for me to open. Take a screenshot of it and send me that.",
    "broken": "I could not open that photo. Please send it again.",
    "moves": "That picture moves, and I can only take photos that stand still. Send me a screenshot of it.",
    "too_many": "I keep up to 5 photos with one report. I did not keep the others.",
}
"""Why a photo is not kept, and what to do instead."""
PHOTO_WORDS_SAVED = "Your words are saved. {ref}"
SEE_PHOTO = "See the photo"
SEE_PHOTOS = "See the {n} photos"
PHOTO_COMES = "I am sending it to you now. {ref}"
PHOTO_OF = "A photo sent with {ref}. Please don't pass it on."
PHOTO_GONE = "I don't have that photo any more. {ref}"
PHOTO_NOT_HERE = "I can't show photos here. Please ask for it in {where}. {ref}"
PHOTO_NOWHERE = "I can't show photos here. {ref}"
PHOTO_SMALL = "This is a small copy of it."
PHOTO_LINK = "The link works once, for 5 minutes."
PHOTO_OPEN = "Show the photo"
PHOTO_LINK_OVER = "This link has been used, or its 5 minutes are over. Ask for the photo again."
CHANNELS: Mapping[str, str] = {"slack": "Slack", "teams": "Teams", "page": "the page"}
