"""Train the model behind the signal for tone, and say how good it is.

    train_insults.py training.csv

`training.csv` is the training part of GermEval 2018 with the columns text and coarse (OTHER,
OFFENSE). The site itself never needs scikit-learn; install it beside the project's environment:

    .venv/bin/python -m pip install scikit-learn

Writes tone_model.gz (weights) and tone_model.json (scale, threshold, precision, recall) into
platform/resonanz/moderation/data. The same file and version of scikit-learn give the same weights.
"""

import argparse
import csv
import gzip
import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "platform" / "resonanz" / "moderation" / "data"
sys.path.insert(0, str(ROOT / "platform"))

import numpy as np  # noqa: E402
import sklearn  # noqa: E402
from scipy.sparse import csr_matrix  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.metrics import precision_recall_curve  # noqa: E402
from sklearn.model_selection import StratifiedKFold  # noqa: E402

from resonanz.moderation.domain.signals import tone  # noqa: E402

SEED = 20261122
FOLDS = 5
WANTED_PRECISION = 0.8
STRENGTH = 30.0
MARKS = re.compile(r"@\w+|https?://\S+|#")


def read(path: Path) -> tuple[list[str], Any]:
    """Texts without handles and links, and which of them offend."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [MARKS.sub(" ", row["text"]) for row in rows]
    return texts, np.array([row["coarse"] == "OFFENSE" for row in rows])


def matrix(texts: list[str]) -> Any:
    """The features of `tone`, a row a text."""
    data, columns, starts = [], [], [0]
    for text in texts:
        for bucket, value in tone.damped(tone.features(text)).items():
            columns.append(bucket)
            data.append(value)
        starts.append(len(data))
    return csr_matrix((data, columns, starts), shape=(len(texts), tone.BUCKETS))


def fitted(x: Any, y: Any) -> LogisticRegression:
    """The model on these texts."""
    return LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced").fit(x, y)


def quantised(model: LogisticRegression) -> tuple[Any, float, float]:
    """Weights as signed bytes, their scale, the intercept."""
    weights = model.coef_[0]
    scale = float(np.abs(weights).max() / 127)
    return np.rint(weights / scale).astype(np.int8), scale, float(model.intercept_[0])


def chances(x: Any, model: LogisticRegression) -> Any:
    """The chances as the shipped, quantised model gives them."""
    weights, scale, intercept = quantised(model)
    return 1 / (1 + np.exp(-(intercept + scale * (x @ weights.astype(float)))))


def folds(y: Any) -> Any:
    return StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(np.zeros(len(y)), y)


def threshold_for(y: Any, scores: Any) -> float:
    """The lowest threshold at which the wanted precision is reached and kept."""
    precision, _, thresholds = precision_recall_curve(y, scores)
    low = np.flatnonzero(precision[:-1] < WANTED_PRECISION)
    return float(thresholds[min(low[-1] + 1, len(thresholds) - 1)] if len(low) else thresholds[0])


def measured(y: Any, flagged: Any) -> dict[str, float]:
    right = float((flagged & y).sum())
    precision, recall = right / max(flagged.sum(), 1), right / y.sum()
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / (precision + recall), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("training", type=Path, help="the CSV with the columns text and coarse")
    texts, y = read(parser.parse_args().training)
    x = matrix(texts)
    scores = np.zeros(len(y))
    flagged = np.zeros(len(y), dtype=bool)
    for learn, held_out in folds(y):
        # The threshold is chosen inside the part learnt from, never on what it is measured on.
        inner = np.zeros(len(learn))
        for part, rest in folds(y[learn]):
            inner[rest] = chances(x[learn][rest], fitted(x[learn][part], y[learn][part]))
        scores[held_out] = chances(x[held_out], fitted(x[learn], y[learn]))
        flagged[held_out] = scores[held_out] >= threshold_for(y[learn], inner)
    weights, scale, intercept = quantised(fitted(x, y))
    figures = {
        "source": "GermEval 2018, training part",
        "texts": len(y),
        "offensive": int(y.sum()),
        "folds": FOLDS,
        "at_threshold": measured(y, flagged),
        "at_half": measured(y, scores >= 0.5),
        "threshold": round(threshold_for(y, scores), 4),
        "buckets": tone.BUCKETS,
        "scale": scale,
        "intercept": intercept,
        "scikit_learn": sklearn.__version__,
    }
    packed = gzip.compress(weights.tobytes(), 9, mtime=0)
    (DATA / "tone_model.gz").write_bytes(packed)
    (DATA / "tone_model.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=2))
    print(f"{len(packed)} bytes")


if __name__ == "__main__":
    main()
