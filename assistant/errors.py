"""Every error a user can meet. Each message says what is wrong and how to cure it.

AssistantError
 ├ InputError        bad usage or input: exit code 2
 │  ├ ProfileError   a corpus folder's profile.yaml or curation file
 │  └ QuestionError  an empty question, a bad batch line
 └ IndexUnusable     the saved index is missing, stale or damaged
"""


class AssistantError(Exception):
    """Base of all errors that are reported to the user without a traceback."""


class InputError(AssistantError):
    """What the user gave cannot be used."""


class ProfileError(InputError):
    """A profile or curation file does not fit its report."""


class QuestionError(InputError):
    """The question cannot be read."""


class IndexUnusable(AssistantError):
    """The saved index must not be served."""
