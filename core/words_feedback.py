"""The words for whoever tells what they think: it is no problem that gets fixed, and is thanked for as what it is."""

FEEDBACK_THANKS = "Thank you for telling us what you think. Saved: {ref}."
FEEDBACK_NOT_WHAT_YOU_THINK = "If it is a problem that should be fixed, pick what is closest under Change type."
FEEDBACK_TO_READ = "What people think: {n} to read."
