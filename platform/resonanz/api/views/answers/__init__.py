"""What the public interface answers: types, words and examples, from which it is described too.

`Says` holds what a field means and an example of it; `msgspec.Meta` what JSON Schema can say.
"""

from .agencies import Agency, AgencyProfile, Echo, Facet, FacetValue, Place
from .reviews import Fact, LateFeedback, Reply, Review
from .scores import Answered, CriterionScore, Ledger, Quarter, Rank, Score, StageShare
from .words import Says, Share

__all__ = [
    "Agency",
    "AgencyProfile",
    "Answered",
    "CriterionScore",
    "Echo",
    "Facet",
    "FacetValue",
    "Fact",
    "LateFeedback",
    "Ledger",
    "Place",
    "Quarter",
    "Rank",
    "Reply",
    "Review",
    "Says",
    "Score",
    "Share",
    "StageShare",
]
