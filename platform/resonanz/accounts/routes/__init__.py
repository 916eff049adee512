"""Pages of accounts: signing in and up, mailed links, the account itself."""

from .account import AccountPages
from .links import LinkPages
from .passwords import PasswordPages
from .second_factor import SecondFactorPages
from .sign_in import SignInPages

PAGES = [SignInPages, LinkPages, PasswordPages, SecondFactorPages, AccountPages]
