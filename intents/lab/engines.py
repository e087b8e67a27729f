"""The search engines that people would reach for, to be measured beside this index.

Each is set up as its documentation advises for Turkish; none is needed to run the desk.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

from intents.lab.yardstick import Search, ours
from intents.turkish import words


def bm25(documents: Mapping[str, str]) -> Search:
    """BM25 with a Turkish stemmer and folded letters (package bm25s)."""
    import bm25s

    stemmer = import_module("snowballstemmer").stemmer("turkish")
    ids = list(documents)
    engine = bm25s.BM25()
    engine.index(
        [stemmer.stemWords(words(text)) for text in documents.values()], show_progress=False
    )

    def search(query: str) -> str | None:
        typed = stemmer.stemWords(words(query))
        found, _ = engine.retrieve([typed], k=1, show_progress=False)
        return ids[int(found[0, 0])]

    return search


def tantivy(documents: Mapping[str, str]) -> Search:
    """Tantivy with its Turkish stemmer (package tantivy)."""
    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("body", tokenizer_name="turkish")
    index = library.Index(builder.build())
    analyzer = library.TextAnalyzerBuilder(library.Tokenizer.simple()).filter(
        library.Filter.lowercase()
    )
    analyzer = analyzer.filter(library.Filter.ascii_fold()).filter(
        library.Filter.stemmer("turkish")
    )
    index.register_tokenizer("turkish", analyzer.build())
    writer = index.writer()
    for name, text in documents.items():
        writer.add_document(library.Document(id=name, body=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(query: str) -> str | None:
        parsed = index.parse_query(" ".join(words(query)), ["body"])
        hits = searcher.search(parsed, 1).hits
        return str(searcher.doc(hits[0][1])["id"][0]) if hits else None

    return search


def fts5(documents: Mapping[str, str]) -> Search:
    """SQLite's FTS5 with trigrams over folded words."""
    import sqlite3

    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE entries USING fts5(id UNINDEXED, body, tokenize='trigram')")
    rows = [(name, " ".join(words(text))) for name, text in documents.items()]
    base.executemany("INSERT INTO entries VALUES (?, ?)", rows)

    def search(query: str) -> str | None:
        folded = " ".join(words(query))
        grams = dict.fromkeys(folded[i : i + 3] for i in range(len(folded) - 2))
        wanted = " OR ".join(f'"{gram}"' for gram in grams)
        asked = "SELECT id FROM entries WHERE entries MATCH ? ORDER BY rank LIMIT 1"
        row = base.execute(asked, (wanted,)).fetchone() if wanted else None
        return str(row[0]) if row else None

    return search


def tfidf(documents: Mapping[str, str]) -> Search:
    """Word TF-IDF and rapidfuzz, the usual recipe (scikit-learn)."""
    from rapidfuzz import fuzz
    from sklearn.feature_extraction.text import TfidfVectorizer

    ids, texts = list(documents), [" ".join(words(text)) for text in documents.values()]
    vectorizer = TfidfVectorizer(sublinear_tf=True)
    matrix = vectorizer.fit_transform(texts)

    def search(query: str) -> str | None:
        typed = " ".join(words(query))
        scores = (matrix @ vectorizer.transform([typed]).T).toarray()[:, 0]
        best = scores.argsort()[::-1][:20]
        row: int = max(
            best.tolist(),
            key=lambda row: scores[row] + fuzz.token_set_ratio(typed, texts[row]) / 200,
        )
        return ids[row]

    return search


ENGINES: Mapping[str, Callable[[Mapping[str, str]], Search]] = {
    "ours": ours,
    "bm25": bm25,
    "tantivy": tantivy,
    "fts5": fts5,
    "tfidf": tfidf,
}
