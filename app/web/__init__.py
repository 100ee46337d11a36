"""HTTP for everyone above: access, verbs, transactions, pages and fragments, language, headers. It knows no mentoring."""
