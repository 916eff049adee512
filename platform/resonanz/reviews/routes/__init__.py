"""Pages of reviews: the form's three screens, an author's own reviews, the status link."""

from .authors import MyReviews
from .conduct import OwnConduct
from .form import ReviewForm
from .late_feedback import OwnLateFeedback
from .start import StartScreen

PAGES = [StartScreen, ReviewForm, MyReviews, OwnConduct, OwnLateFeedback]
