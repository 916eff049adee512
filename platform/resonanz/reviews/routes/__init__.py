"""Pages of reviews: the form's three screens, an author's own reviews, the status link."""

from .authors import MyReviews
from .form import ReviewForm
from .start import StartScreen

PAGES = [StartScreen, ReviewForm, MyReviews]
