"""Pages of reviews: the form's three screens, an author's own reviews, the status link."""

from .authors import MyReviews
from .form import ReviewForm

PAGES = [ReviewForm, MyReviews]
