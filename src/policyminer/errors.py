"""The errors policyminer raises. Each message says what happened and what to do next."""


class PolicyMinerError(Exception):
    """Base of every error raised on purpose; its text is one line, fit for a terminal."""


class UsageError(PolicyMinerError):
    """The call itself is wrong: an unknown option value, a malformed field map, an unusable output folder."""


class SourceError(PolicyMinerError):
    """An input as a whole cannot be read. Single bad documents become `Reject` rows instead."""


class VocabularyError(PolicyMinerError):
    """A vocabulary file breaks its own rules; names the file, the row and the rule."""


class SchemaError(PolicyMinerError):
    """A table does not fit its declared schema, or evidence is not a verbatim slice of the clean text."""


class ModelError(PolicyMinerError):
    """A learned model is missing, was made by an incompatible version, or holds types that are not trusted."""
