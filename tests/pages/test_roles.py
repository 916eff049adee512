"""Who may do what: every route and every role in one table (TRUST 42)."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import factories
import httpx
import pytest
from cast import ALEX, FAY, MILO, MIRA, OLU, OTTO, RENA, Person
from support import documents
from support.browsing import browse
from support.visitor import form_with

from resonanz.accounts import service as accounts
from resonanz.agencies import service as agencies
from resonanz.agencies.domain.claims import ClaimState, Way
from resonanz.agencies.domain.members import MemberRole
from resonanz.agencies.domain.profiles import ProfileField
from resonanz.agencies.queries import claims
from resonanz.agencies.queries import invitations as stored_invitations
from resonanz.agencies.queries.members import Membership, members_of
from resonanz.agencies.queries.profiles import changes
from resonanz.agencies.service import AgencyRef, invitations, invites, profiles
from resonanz.agencies.service import claims as agency_claims_of
from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround
from resonanz.moderation.domain.authorities import Sender
from resonanz.moderation.service import agency_claims, authorities, corrections, evidence, merges
from resonanz.reviews import service as reviews
from resonanz.scoring.domain.ledger import Answer, DaysClass, LedgerLine, Stage
from resonanz.web.outer import OuterLayer
from resonanz.workspace.domain.webhooks import Kind
from resonanz.workspace.service import figures_mail, mailings, webhooks

ADA = Person("Ada", role="admin")
NINA = Person("Nina")
"""Somebody without an account."""

PEOPLE = {
    "alex": ALEX,
    "otto": OTTO,
    "olu": OLU,
    "rena": RENA,
    "fay": FAY,
    "milo": MILO,
    "mira": MIRA,
    "ada": ADA,
}
"""Alex wrote what is named here, Otto has nothing; Milo still owes the second factor.

Olu owns the agency of the desk, Rena answers for it, Fay owns another one (TRUST 21, 42).
"""

ROLES = ("visitor", *PEOPLE)

TABLE = """
roles                                             visitor alex    otto    milo    mira    ada
# site
GET  /dev/mail                                    200     200     200     200     200     200
GET  /dev/mail/{mail}                             404     404     404     404     404     404
GET  /dev/patterns                                200     200     200     200     200     200
GET  /api/agency/v1/openapi.json                  200     200     200     200     200     200
GET  /api/agency/v1/reviews                       401     401     401     401     401     401
GET  /api/agency/v1/reviews/{published}           401     401     401     401     401     401
GET  /api/agency/v1/reviews/{published}/reply     401     401     401     401     401     401
PUT  /api/agency/v1/reviews/{published}/reply     401     401     401     401     401     401
DELETE /api/agency/v1/reviews/{published}/reply   401     401     401     401     401     401
GET  /api/agency/v1/disputes/{hearing}            401     401     401     401     401     401
GET  /api/agency/v1/statistics                    401     401     401     401     401     401
GET  /api/v1/openapi.json                         200     200     200     200     200     200
GET  /api/v1/agencies                             200     200     200     200     200     200
GET  /api/v1/agencies/{agency}                    200     200     200     200     200     200
GET  /api/v1/agencies/{agency}/score              200     200     200     200     200     200
GET  /api/v1/agencies/{agency}/history            200     200     200     200     200     200
GET  /api/v1/agencies/{agency}/reviews            200     200     200     200     200     200
GET  /api/v1/reviews/{published}                  200     200     200     200     200     200
GET  /api/v1/facets                               200     200     200     200     200     200
GET  /api/v1/places                               400     400     400     400     400     400
GET  /favicon.ico                                 200     200     200     200     200     200
GET  /health/live                                 200     200     200     200     200     200
GET  /health/ready                                200     200     200     200     200     200
GET  /robots.txt                                  200     200     200     200     200     200
GET  /sw.js                                       200     200     200     200     200     200
GET  /oembed                                      404     404     404     404     404     404
GET  /sitemap.xml                                 200     200     200     200     200     200
GET  /sitemaps/{sitemap}                          200     200     200     200     200     200
GET  /static/{file}                               200     200     200     200     200     200
GET  /de/                                         200     200     200     200     200     200
GET  /de/offline                                  200     200     200     200     200     200
GET  /de/agencies                                 200     200     200     200     200     200
GET  /de/agencies/{agency}                        200     200     200     200     200     200
GET  /de/feed.atom                                200     200     200     200     200     200
GET  /de/agencies/{agency}/reviews                200     200     200     200     200     200
GET  /de/agencies/{agency}/history                200     200     200     200     200     200
GET  /de/agencies/{agency}/feed.atom              200     200     200     200     200     200
GET  /de/agencies/{agency}/card.png               200     200     200     200     200     200
GET  /de/agencies/{agency}/badge                  200     200     200     200     200     200
GET  /de/agencies/{agency}/badge.svg              200     200     200     200     200     200
GET  /de/guides                                   200     200     200     200     200     200
GET  /de/guides/{guide}                           200     200     200     200     200     200
GET  /de/places                                   200     200     200     200     200     200
GET  /de/places/{country}/{town}                  404     404     404     404     404     404
GET  /de/places/{country}/{town}/feed.atom        404     404     404     404     404     404
GET  /de/fields                                   200     200     200     200     200     200
GET  /de/fields/{field}                           307     307     307     307     307     307
GET  /de/compare                                  200     200     200     200     200     200
GET  /de/called                                   200     200     200     200     200     200
POST /de/called                                   303     303     303     303     303     303
GET  /de/ranking                                  200     200     200     200     200     200
GET  /de/methodology                              200     200     200     200     200     200
GET  /de/methodology/{agency}                      200     200     200     200     200     200
GET  /de/moderation-rules                         200     200     200     200     200     200
GET  /de/transparency                             200     200     200     200     200     200
GET  /de/transparency/{year}                      200     200     200     200     200     200
GET  /de/decisions                                200     200     200     200     200     200
GET  /de/accessibility                                200     200     200     200     200     200
GET  /de/contact                                      200     200     200     200     200     200
GET  /de/imprint                                      200     200     200     200     200     200
GET  /de/privacy                                      200     200     200     200     200     200
GET  /de/terms                                        200     200     200     200     200     200
GET  /de/terms/{version}                              200     200     200     200     200     200
GET  /de/numbers                                   200     200     200     200     200     200
GET  /de/numbers/{quarter}                         404     404     404     404     404     404
GET  /numbers/{file}                               404     404     404     404     404     404
GET  /de/open-data                                 200     200     200     200     200     200
GET  /de/api                                      200     200     200     200     200     200
GET  /de/api/try                                  404     404     404     404     404     404
GET  /open-data/recompute.py                      200     200     200     200     200     200
GET  /open-data/{export}/{name}                    404     404     404     404     404     404
GET  /de/privacy/erased                           200     200     200     200     200     200
GET  /de/privacy/retention                        200     200     200     200     200     200
# accounts
GET  /de/account                                  sign-in 200     200     code    200     200
GET  /de/account/email                            sign-in 200     200     code    200     200
POST /de/account/email                            401     422     422     code    422     422
GET  /de/account/data                             sign-in 200     200     code    200     200
GET  /de/account/data/erase                       sign-in 200     200     code    200     200
POST /de/account/data/erase                       401     422     303     code    409     409
POST /de/account/data/export                      401     200     200     code    200     200
POST /de/account/language                         401     303     303     code    303     303
GET  /de/account/password                         sign-in 200     200     code    200     200
POST /de/account/password                         401     422     422     code    422     422
POST /de/account/password/remove                  401     303     303     code    403     403
GET  /de/account/second-factor                    sign-in 200     200     code    200     200
POST /de/account/second-factor                    401     422     422     code    303     303
POST /de/account/second-factor/codes              401     404     404     code    200     200
POST /de/account/second-factor/remove              401     303     303     code    303     422
POST /de/account/second-factor/passkeys           401     422     422     code    422     422
GET  /de/account/second-factor/passkeys/{passkey} sign-in 404     404     code    200     404
POST /de/account/second-factor/passkeys/{passkey}/name 401 404    404     code    422     404
POST /de/account/second-factor/passkeys/{passkey}/remove 401 404  404     code    303     404
POST /de/account/sessions/end-others              401     303     303     code    303     303
POST /de/account/sessions/{session}/end           401     303     404     code    404     404
GET  /de/link/{link}                              200     200     200     200     200     200
POST /de/link/{link}                              303     303     303     303     303     303
GET  /de/reset                                    200     200     200     200     200     200
POST /de/reset                                    422     422     422     422     422     422
GET  /de/reset/{reset}                            200     200     200     200     200     200
POST /de/reset/{reset}                            422     422     422     422     422     422
GET  /de/sign-in                                  200     303     303     200     303     303
POST /de/sign-in                                  422     422     422     422     422     422
GET  /de/sign-in/again                            sign-in 200     200     code    200     200
POST /de/sign-in/again                            401     303     303     code    422     422
GET  /de/sign-in/code                             303     303     303     200     303     303
POST /de/sign-in/code                             303     303     303     422     303     303
POST /de/sign-in/passkey                          422     422     422     422     422     422
GET  /de/sign-in/sent                             200     200     200     200     200     200
POST /de/sign-out                                 303     303     303     303     303     303
GET  /de/sign-up                                  200     303     303     200     303     303
POST /de/sign-up                                  422     422     422     422     422     422
# reviews
GET  /de/my/reviews                               sign-in 200     200     code    200     200
GET  /de/my/suspension                            sign-in 303     303     code    303     303
GET  /de/my/reviews/{waiting}                     sign-in 200     404     code    404     404
GET  /de/my/reviews/{published}                   sign-in 200     404     code    404     404
GET  /de/my/reviews/{waiting}/confirmed           sign-in 303     404     code    404     404
POST /de/my/reviews/{waiting}/edit                401     409     404     code    404     404
POST /de/my/reviews/{published}/edit              401     303     404     code    404     404
POST /de/my/reviews/{published}/edit/withdraw     401     404     404     code    404     404
GET  /de/my/reviews/{waiting}/conduct             sign-in 200     404     code    404     404
POST /de/my/reviews/{waiting}/conduct             401     303     404     code    404     404
GET  /de/my/reviews/{waiting}/withdraw            sign-in 200     404     code    404     404
GET  /de/my/reviews/{published}/withdraw          sign-in 200     404     code    404     404
POST /de/my/reviews/{waiting}/withdraw            401     303     404     code    404     404
POST /de/my/reviews/{published}/withdraw          401     303     404     code    404     404
GET  /de/reviews/new                              200     200     200     200     200     200
POST /de/reviews/new                              422     422     422     422     422     422
POST /de/reviews/new/discard                      303     303     303     303     303     303
GET  /de/reviews/new/ledger                       303     303     303     303     303     303
POST /de/reviews/new/ledger                       303     303     303     303     303     303
GET  /de/reviews/new/ratings                      303     303     303     303     303     303
POST /de/reviews/new/ratings                      303     303     303     303     303     303
GET  /de/reviews/new/sent                         200     200     200     200     200     200
GET  /de/reviews/status/{status}                  200     200     200     200     200     200
POST /de/reviews/status/{status}/link             303     303     303     303     303     303
GET  /de/reviews/{waiting}                        404     404     404     404     404     404
GET  /de/reviews/{published}                      200     200     200     200     200     200
GET  /i/{invite}                                  303     303     303     303     303     303
GET  /de/invited                                  200     200     200     200     200     200
GET  /de/no-invitations/{unwilling}               200     200     200     200     200     200
POST /de/no-invitations/{unwilling}               200     200     200     200     200     200
GET  /de/no-figures/{unread}                      200     200     200     200     200     200
POST /de/no-figures/{unread}                      200     200     200     200     200     200
# moderation
GET  /de/moderation                               sign-in 403     403     code    200     200
POST /de/moderation/next                          401     403     403     code    303     303
GET  /de/moderation/reviews/{waiting}             sign-in 403     403     code    200     200
GET  /de/moderation/reviews/{published}           sign-in 403     403     code    200     200
POST /de/moderation/reviews/{waiting}/claim       401     403     403     code    303     303
POST /de/moderation/reviews/{published}/claim     401     403     403     code    409     409
POST /de/moderation/reviews/{waiting}/decision    401     403     403     code    409     409
POST /de/moderation/reviews/{published}/decision  401     403     403     code    422     422
POST /de/moderation/reviews/{waiting}/team        401     403     403     code    422     422
POST /de/moderation/proofs/{check}/team           401     403     403     code    422     422
POST /de/moderation/reviews/{waiting}/release     401     403     403     code    303     303
POST /de/moderation/reviews/{published}/release   401     403     403     code    303     303
GET  /de/moderation/reviews/{unconfirmed}         sign-in 403     403     code    404     404
GET  /de/moderation/reviews/{miras}               sign-in 403     403     code    403     200
GET  /de/moderation/statements                    sign-in 403     403     code    403     200
GET  /de/moderation/statements/{batch}            sign-in 403     403     code    403     404
GET  /de/moderation/cases/{case}                  sign-in 403     403     code    200     200
POST /de/moderation/cases/{case}/claim            401     403     403     code    303     303
POST /de/moderation/cases/{case}/release          401     403     403     code    303     303
POST /de/moderation/cases/{case}/decision         401     403     403     code    409     409
POST /de/moderation/cases/{case}/guest            401     403     403     code    422     422
POST /de/moderation/cases/{case}/team             401     403     403     code    422     422
POST /de/moderation/cases/{case}/hold             401     403     403     code    303     303
POST /de/moderation/cases/{case}/relist           401     403     403     code    409     409
GET  /de/moderation/guest/{case}                  sign-in 404     404     code    404     404
POST /de/moderation/guest/{case}/decision         401     404     404     code    404     404
GET  /de/moderation/text-blocks                   sign-in 403     403     code    200     200
GET  /de/moderation/text-blocks/new               sign-in 403     403     code    200     200
POST /de/moderation/text-blocks/new               401     403     403     code    422     422
GET  /de/moderation/text-blocks/{block}           sign-in 403     403     code    200     200
POST /de/moderation/text-blocks/{block}           401     403     403     code    422     422
POST /de/moderation/text-blocks/{block}/remove    401     403     403     code    303     303
POST /de/moderation/text-blocks/{block}/reset     401     403     403     code    303     303
POST /de/moderation/reviews/{waiting}/insert      401     403     403     code    200     200
POST /de/moderation/reviews/{waiting}/agency      401     403     403     code    422     422
GET  /de/moderation/duplicates                    sign-in 403     403     code    200     200
POST /de/moderation/duplicates/distinct           401     403     403     code    404     404
POST /de/moderation/duplicates/alike              401     403     403     code    404     404
GET  /de/moderation/merges                        sign-in 403     403     code    200     200
GET  /de/moderation/merges/new                    sign-in 403     403     code    200     200
POST /de/moderation/merges/new                    401     403     403     code    422     422
GET  /de/moderation/merges/{merge}                sign-in 403     403     code    200     200
POST /de/moderation/merges/{merge}/confirm        401     403     403     code    403     303
POST /de/moderation/merges/{merge}/refuse         401     403     403     code    303     303
POST /de/moderation/merges/{merge}/split          401     403     403     code    422     422
GET  /de/moderation/proposals                     sign-in 403     403     code    200     200
GET  /de/moderation/proposals/{proposal}          sign-in 403     403     code    200     200
POST /de/moderation/proposals/{proposal}/accept   401     403     403     code    422     422
POST /de/moderation/proposals/{proposal}/same     401     403     403     code    422     422
POST /de/moderation/proposals/{proposal}/refuse   401     403     403     code    303     303
POST /de/moderation/cases/{case}/insert           401     403     403     code    200     200
POST /de/moderation/guest/{case}/insert           401     404     404     code    404     404
GET  /de/moderation/signals                       sign-in 403     403     code    200     200
GET  /de/moderation/flaggers                      sign-in 403     403     code    403     200
POST /de/moderation/flaggers                      401     403     403     code    403     422
POST /de/moderation/flaggers/{waiting}/end        401     403     403     code    403     404
GET  /de/moderation/misuse                        sign-in 403     403     code    200     200
POST /de/moderation/misuse/incidents              401     403     403     code    422     422
POST /de/moderation/misuse/sanctions              401     403     403     code    422     422
GET  /de/moderation/batch                         sign-in 403     403     code    200     200
POST /de/moderation/batch                         401     403     403     code    422     422
GET  /de/moderation/spam                          sign-in 403     403     code    200     200
POST /de/moderation/spam                          401     403     403     code    422     422
GET  /de/moderation/authorities                   sign-in 403     403     code    200     200
POST /de/moderation/authorities                   401     403     403     code    422     422
GET  /de/moderation/authorities/{court}           sign-in 403     403     code    200     200
POST /de/moderation/authorities/{court}/claim     401     403     403     code    303     303
POST /de/moderation/authorities/{court}/release   401     403     403     code    303     303
POST /de/moderation/authorities/{court}/answers   401     403     403     code    422     422
GET  /de/moderation/interests                     sign-in 403     403     code    200     200
POST /de/moderation/interests                     401     403     403     code    422     422
POST /de/moderation/interests/languages           401     403     403     code    422     422
POST /de/moderation/interests/{waiting}/end       401     403     403     code    404     404
# people of a case
GET  /de/notices/new?review={published}           200     200     200     200     200     200
POST /de/notices/new?review={published}           422     422     422     422     422     422
GET  /de/notices/thanks                           200     200     200     200     200     200
GET  /de/notices/{notice}                         200     200     200     200     200     200
GET  /de/complaints/{notice}                      200     200     200     200     200     200
POST /de/complaints/{notice}                      422     422     422     422     422     422
GET  /de/my/cases                                 sign-in 200     200     code    200     200
GET  /de/my/cases/{hearing}                       sign-in 200     404     code    404     404
POST /de/my/cases/{hearing}/files                 401     422     404     code    404     404
POST /de/my/cases/{hearing}/answer                401     422     404     code    404     404
POST /de/my/cases/{hearing}/refuse                401     303     404     code    404     404
GET  /de/my/corrections/{correction}              sign-in 200     404     code    404     404
POST /de/my/corrections/{correction}/agree        401     303     404     code    404     404
POST /de/my/corrections/{correction}/keep         401     303     404     code    404     404
GET  /de/my/late-feedback/{late}                  sign-in 200     404     code    404     404
POST /de/my/late-feedback/{late}/self             401     303     404     code    404     404
POST /de/my/late-feedback/{late}/named            401     422     404     code    404     404
POST /de/my/late-feedback/{late}/decline          401     303     404     code    404     404
POST /de/my/late-feedback/{late}/came             401     422     404     code    404     404
POST /de/my/late-feedback/{late}/missed           401     409     404     code    404     404
GET  /de/moderation/notices/new                   sign-in 403     403     code    200     200
POST /de/moderation/notices/new                   401     403     403     code    422     422
GET  /de/moderation/notices/{notice}              sign-in 403     403     code    200     200
# evidence
GET  /de/my/reviews/{waiting}/proof               sign-in 200     404     code    404     404
POST /de/my/reviews/{waiting}/proof/files         401     422     404     code    404     404
POST /de/my/reviews/{waiting}/proof/send          401     303     404     code    404     404
GET  /de/my/evidence/{draft}/pages/{one}          sign-in 200     404     code    404     404
POST /de/my/evidence/{draft}/pages/{one}          401     303     404     code    404     404
GET  /de/my/evidence/{draft}/pages/{one}/image    sign-in 200     404     code    404     404
GET  /de/my/evidence/{sent}/pages/{one}           sign-in 409     404     code    404     404
POST /de/my/evidence/{draft}/destroy              401     303     404     code    404     404
GET  /de/moderation/claims/{takeover}             sign-in 403     403     code    200     200
POST /de/moderation/claims/{takeover}/claim       401     403     403     code    303     303
POST /de/moderation/claims/{takeover}/release     401     403     403     code    303     303
POST /de/moderation/claims/{takeover}/decision    401     403     403     code    409     409
GET  /de/moderation/claims/documents/{paper}/pages/{one} sign-in 403 403  code    403     403
GET  /de/moderation/proofs                        sign-in 403     403     code    200     200
GET  /de/moderation/proofs/{check}                sign-in 403     403     code    200     200
POST /de/moderation/proofs/{check}/claim          401     403     403     code    303     303
POST /de/moderation/proofs/{check}/release        401     403     403     code    303     303
POST /de/moderation/proofs/{check}/decision       401     403     403     code    409     409
GET  /de/moderation/evidence/{sent}/pages/{one}   sign-in 403     403     code    403     403
GET  /de/moderation/evidence/{draft}/pages/{one}  sign-in 403     403     code    404     404
GET  /de/moderation/profiles                      sign-in 403     403     code    200     200
GET  /de/moderation/profiles/{change}             sign-in 403     403     code    200     200
POST /de/moderation/profiles/{change}/decision    401     403     403     code    422     422
# replies
GET  /de/moderation/replies/{reply}               sign-in 403     403     code    200     200
POST /de/moderation/replies/{reply}/claim         401     403     403     code    303     303
POST /de/moderation/replies/{reply}/release       401     403     403     code    303     303
POST /de/moderation/replies/{reply}/insert        401     403     403     code    200     200
POST /de/moderation/replies/{reply}/decision      401     403     403     code    422     422
# an agency's desk
roles                                             visitor alex    olu     rena    fay     mira
GET  /de/desk                                     sign-in 200     303     303     303     200
GET  /de/desk/agencies/{desk}/reviews             sign-in 404     200     200     404     404
GET  /de/desk/agencies/{desk}/late-feedback       sign-in 404     200     200     404     404
GET  /de/desk/agencies/{desk}/reviews/{disputed}/late-feedback     sign-in 404 200 200 404 404
POST /de/desk/agencies/{desk}/reviews/{disputed}/late-feedback     401     404 409 409 404 404
POST /de/desk/agencies/{desk}/reviews/{disputed}/late-feedback/delivered 401 404 409 409 404 404
GET  /de/desk/agencies/{desk}/corrections         sign-in 404     200     200     404     404
GET  /de/desk/agencies/{desk}/corrections/reviews/{disputed} sign-in 404 200 200  404     404
GET  /de/desk/agencies/{desk}/corrections/reviews/{disputed}/{stage} sign-in 404 200 200 404 404
POST /de/desk/agencies/{desk}/corrections/reviews/{disputed}/{stage} 401 404 422 422 404 404
GET  /de/desk/agencies/{desk}/reviews/{disputed}/reply           sign-in 404 200 200 404 404
POST /de/desk/agencies/{desk}/reviews/{disputed}/reply           401     404 422 422 404 404
GET  /de/desk/agencies/{desk}/reviews/{disputed}/reply/withdraw  sign-in 404 200 200 404 404
POST /de/desk/agencies/{desk}/reviews/{disputed}/reply/withdraw  401     404 303 303 404 404
GET  /de/desk/agencies/{desk}/invitations         sign-in 404     200     200     404     404
POST /de/desk/agencies/{desk}/invitations/code    401     404     303     403     404     404
POST /de/desk/agencies/{desk}/invitations/code/change 401 404     422     403     404     404
POST /de/desk/agencies/{desk}/invitations/count   401     404     422     403     404     404
GET  /de/desk/agencies/{desk}/invitations/poster/{english} sign-in 404 200 200    404     404
GET  /de/desk/agencies/{desk}/invitations/mailings sign-in 404    200     403     404     404
POST /de/desk/agencies/{desk}/invitations/mailings 401    404     422     403     404     404
GET  /de/desk/reviews/{disputed}/dispute          sign-in 404     200     200     404     404
POST /de/desk/reviews/{disputed}/dispute          401     404     422     422     404     404
GET  /de/desk/cases/{hearing}                     sign-in 404     200     200     404     404
POST /de/desk/cases/{hearing}/rejoinder           401     404     422     422     404     404
GET  /de/desk/cases/{hearing}/pages/{one}         sign-in 404     404     404     404     404
GET  /de/desk/agencies/{desk}/api                sign-in 404     200     403     404     404
POST /de/desk/agencies/{desk}/api                401     404     422     403     404     404
POST /de/desk/agencies/{desk}/api/{waiting}/revoke 401     404     404     403     404     404
GET  /de/desk/agencies/{desk}/webhooks           sign-in 404     200     403     404     404
POST /de/desk/agencies/{desk}/webhooks           401     404     422     403     404     404
GET  /de/desk/agencies/{desk}/webhooks/{hook}    sign-in 404     200     403     404     404
POST /de/desk/agencies/{desk}/webhooks/{hook}    401     404     422     403     404     404
POST /de/desk/agencies/{desk}/webhooks/{hook}/pause 401  404     303     403     404     404
POST /de/desk/agencies/{desk}/webhooks/{hook}/resume 401 404     303     403     404     404
POST /de/desk/agencies/{desk}/webhooks/{hook}/secret 401 404     201     403     404     404
POST /de/desk/agencies/{desk}/webhooks/{hook}/test 401   404     303     403     404     404
POST /de/desk/agencies/{desk}/webhooks/{hook}/replay 401 404     303     403     404     404
POST /de/desk/agencies/{desk}/webhooks/{hook}/messages/{one}/replay 401 404 404 403 404 404
POST /de/desk/agencies/{desk}/webhooks/{hook}/remove 401 404     303     403     404     404
GET  /de/desk/agencies/{desk}/branches            sign-in 404     200     403     404     404
POST /de/desk/agencies/{desk}/branches            401     404     422     403     404     404
POST /de/desk/agencies/{desk}/branches/{waiting}  401     404     422     403     404     404
POST /de/desk/agencies/{desk}/branches/{waiting}/remove 401 404   404     403     404     404
GET  /de/desk/agencies/{desk}/badge              sign-in 404     200     200     404     404
GET  /de/desk/agencies/{desk}/members             sign-in 404     200     200     404     404
POST /de/desk/agencies/{desk}/members/invitations 401     404     422     403     404     404
POST /de/desk/agencies/{desk}/members/invitations/{invitation}/withdraw 401 404 303 403 404 404
POST /de/desk/agencies/{desk}/members/{rena}/role 401     404     303     403     404     404
POST /de/desk/agencies/{desk}/members/{rena}/remove 401   404     303     403     404     404
POST /de/desk/agencies/{desk}/members/leave       401     404     409     303     404     404
GET  /de/desk/agencies/{desk}                     sign-in 404     200     200     404     404
POST /de/desk/agencies/{desk}/mail                401     404     303     303     404     404
GET  /de/desk/agencies/{desk}/figures.csv         sign-in 404     200     200     404     404
GET  /de/desk/agencies/{desk}/figures.pdf         sign-in 404     200     200     404     404
GET  /de/desk/agencies/{desk}/profile             sign-in 404     200     200     404     404
POST /de/desk/agencies/{desk}/profile             401     404     422     403     404     404
GET  /de/desk/agencies/{desk}/profile/history     sign-in 404     200     200     404     404
GET  /de/desk/agencies/{desk}/pledge              sign-in 404     200     403     404     404
POST /de/desk/agencies/{desk}/pledge              401     404     422     403     404     404
GET  /de/desk/agencies/{desk}/pledge/withdraw     sign-in 404     303     403     404     404
POST /de/desk/agencies/{desk}/pledge/withdraw     401     404     409     403     404     404
POST /de/desk/agencies/{desk}/members/still-here  401     404     303     403     404     404
GET  /de/desk/claim/{desk}                        sign-in 200     200     200     200     200
POST /de/desk/claim/{desk}/mail                   401     422     422     422     422     422
POST /de/desk/claim/{desk}/domain                 401     422     422     422     422     422
POST /de/desk/claim/{desk}/document               401     422     422     422     422     422
POST /de/desk/claim/{desk}/access                 401     303     303     303     303     303
POST /de/desk/claim/{desk}/check                  401     404     404     404     303     404
POST /de/desk/claim/{desk}/withdraw               401     404     404     404     303     404
GET  /de/desk/invited/{desk}                      sign-in 200     303     303     410     200
"""
"""`sign-in` and `code` send there and back; other numbers are the status, 303 that of success.

An object's name stands for its id or secret, see `_objects`. Forms are empty unless named below.
"""

FORMS = {
    "/de/moderation/cases/{case}/decision": {"verdict": "keep"},
    "/de/account/language": {"language": "en"},
    "/de/moderation/reviews/{waiting}/decision": {"verdict": "approve"},
    "/de/moderation/proofs/{check}/decision": {"finding": "kind:rejection"},
    "/de/moderation/claims/{takeover}/decision": {"finding": "kind:register"},
    "/de/desk/agencies/{desk}/members/{rena}/role": {"role": "owner"},
}

UPLOADS = {
    "/de/my/reviews/{waiting}/proof/files",
    "/de/my/cases/{hearing}/files",
    "/de/desk/claim/{desk}/document",
    "/de/desk/agencies/{desk}/invitations/mailings",
}
"""Forms with files carry their token in the address."""

ONE_CLICK = {"/de/no-invitations/{unwilling}", "/de/no-figures/{unread}"}
"""What mail programs send to by themselves has no token, but a secret in its address (TRUST 56)."""

ONLY_ASKS = {"/de/called"}
"""What changes nothing needs no token, so that its page needs no cookie (TRUST 31)."""


@dataclass(frozen=True)
class Rule:
    """What a request to a route comes to, by role."""

    method: str
    path: str
    outcomes: dict[str, str]

    @property
    def route(self) -> tuple[str, str]:
        """The route as the application knows it, names of parameters left out."""
        return self.method, _without_names(
            re.sub("^/de(?=/)", "/{language}", self.path.partition("?")[0])
        )


@dataclass
class Scene:
    """A site with the people and things of the table."""

    app: OuterLayer
    objects: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)


def rules() -> Iterator[Rule]:
    roles: list[str] = []
    for line in TABLE.strip().splitlines():
        if line.startswith("roles"):
            roles = line.split()[1:]
        elif line.strip() and not line.startswith("#"):
            method, path, *outcomes = line.split()
            yield Rule(method, path, dict(zip(roles, outcomes, strict=True)))


def routes(app: OuterLayer) -> set[tuple[str, str]]:
    """Methods and paths of all routes; OPTIONS only lists methods."""
    return {
        (method, _without_names(route.path))
        for route in app.litestar.routes
        for method in getattr(route, "methods", {"ASGI"}) - {"OPTIONS"}
    }


def _without_names(path: str) -> str:
    kept = path.rstrip("/").replace("{language:str}", "{language}")
    return re.sub(r"\{(?!language)[^}]*\}", "{}", kept)


@pytest.fixture
async def scene(settings: Settings, database: db.Engine) -> Scene:
    made = Scene(create_app(settings))
    for name in ROLES:
        async with browse(made.app) as client:
            if name == "milo":
                await factories.account(MILO)
                link = await accounts.create_link(MILO.email, "de", "sign_in", {})
                client.cookies.set("session", (await accounts.confirm(link)).session.token)
            elif name in PEOPLE:
                await factories.sign_in(client, PEOPLE[name])
            page = await client.get("/de/reset")
            made.tokens[name] = form_with(page.text, "/reset")[1]["_csrf"]
            made.cookies[name] = dict(client.cookies)
    made.objects = await _objects()
    return made


async def _objects() -> dict[str, str]:
    """Alex's reviews, links and session; a review of Mira's and one that nobody confirmed."""
    north = await factories.agency()
    south = await factories.agency("Südwind Personal")
    waiting = await factories.queued_review(north, ALEX)
    session = await db.row(
        "SELECT s.public_id FROM session s JOIN account a ON a.id = s.account_id "
        "WHERE a.email = {}",
        ALEX.email,
    )
    assert session
    published = await factories.published_review(south, ALEX)
    return (
        await _proofs(waiting, published)
        | await _takeover(south)
        | await _hearing()
        | {
            "agency": north.slug,
            "country": "de",
            "quarter": "2020-q1",
            "town": "hamburg",
            "field": "it",
            "proposal": await _proposal(),
            "merge": await _merge(),
            "change": await _change(north),
            "waiting": waiting,
            "published": published,
            "case": await _case(published),
            "court": await _request(),
            "block": "return.small",
            "unconfirmed": await factories.pending_review(north, OTTO),
            "miras": await factories.queued_review(south, MIRA),
            "status": reviews.status_secret(waiting),
            "link": await accounts.create_link(ALEX.email, "de", "sign_in", {}),
            "reset": await accounts.create_link(ALEX.email, "de", "reset", {}),
            "session": session["public_id"],
            "passkey": await _passkey(),
            "batch": "statements-2026-01-01-1.json",
            "year": str(clock.today().year),
            "mail": "none.eml",
            "file": "img/logo.svg",
            "guide": "ask-for-feedback",
            "sitemap": "de-1.xml",
            "version": "1",
            "export": "2026-01-01",
            "name": "reviews.csv",
        }
    )


async def _change(agency: AgencyRef) -> str:
    """A new name that waits for its check."""
    said = {ProfileField.NAME: "Südlicht Personal"}
    await profiles.edit(agency.id, said, 0, None, "nobody", clock.now())
    return (await changes(agency.id, limit=1))[0].public_id


async def _proposal() -> str:
    """An agency that nobody listed yet."""
    made = await agencies.propose("Neulicht Personal", "DE", None, None, clock.now())
    return (await agencies.agencies_by_id([made]))[made].public_id


async def _merge() -> str:
    """Mira proposes that two entries are one, of which one has a public review."""
    gone = await factories.agency("Fernwind Personal")
    sent = factories.submission(job_field=None)
    await factories.published_review(gone, Person("Pia"), sent)
    mira = moderation.Moderator(await factories.account(MIRA), "mira")
    stays = await factories.agency("Fernwind Zeitarbeit")
    waits = await merges.propose_merge(gone.slug, stays.slug, "Dasselbe.", mira, clock.now())
    return waits.public_id


async def _passkey() -> str:
    """A passkey of Mira's, beside her app."""
    await db.execute(
        "INSERT INTO passkey (public_id, account_id, credential_id, public_key, sign_count, name,"
        " transports, created_at) VALUES ('passkey', {}, {}, {}, 0, 'Handy', '', {})",
        *(await factories.account(MIRA), b"id", b"key", clock.now()),
    )
    return "passkey"


async def _case(review: str) -> str:
    """A notice about a public review, by somebody without an account."""
    subject = await moderation.review_subject(review)
    notice = moderation.NewNotice(
        ground=NoticeGround.INSULT,
        text="Das ist eine Beleidigung.",
        address=f"https://example.org/de/reviews/{review}",
        name="Nora Beispiel",
        email="nora@example.org",
        good_faith=True,
        language="de",
    )
    return (await moderation.submit_notice(subject, notice, clock.now())).number


async def _request() -> str:
    """A court asks for something."""
    mira = moderation.Moderator(await factories.account(MIRA), "mira")
    day, now = clock.today(), clock.now()
    return await authorities.enter(Sender.COURT, day, day, "Auskunft.", "", mira, now)


async def _hearing() -> dict[str, str]:
    """Alex is asked because Olu's agency disputes a review and one fact; the agency's receipt."""
    west = await factories.agency("Westwind Personal")
    sent, now = factories.silent_submission(), clock.now()
    review = await factories.published_review(west, ALEX, sent)
    olu, mira = await factories.member(west, OLU), await factories.account(MIRA)
    await factories.member(west, RENA, "responder")
    fay = await factories.member(await factories.agency("Ostwind Personal"), FAY)
    await claims.insert(west.id, fay, Way.DNS, ClaimState.CHECKING, now, domain="west.example")
    member = moderation.AgencyMember(olu, "olu", OLU.email, "de")
    receipt = await moderation.dispute(review, member, NoticeGround.NO_CONTACT, "", now)
    moderator = moderation.Moderator(mira, "mira")
    await moderation.claim_case(receipt.number, moderator, now)
    await moderation.open_hearing(receipt.number, moderator, "", now)
    await invitations.invite(west, NINA.email, MemberRole.RESPONDER, "de", "olu", now)
    (open_one,) = await stored_invitations.of_agency(west.id, now)
    line = LedgerLine(Stage.APPLICATION, Answer.ADVANCED, DaysClass.FROM_4_TO_7)
    rena = next(one for one in await members_of(west.id) if one.email == RENA.email)
    reply = await factories.sent_reply(west, review, RENA, "Wir haben angerufen.", now)
    return {
        "invitation": open_one.public_id,
        "rena": rena.public_id,
        "late": await reviews.offer_late(review, west.id, "olu", now),
        "correction": await corrections.propose(review, member, line, now),
        "stage": "first_interview",
        "reply": reply,
        "invite": await _invite(west),
        "unwilling": mailings.unsubscribe_secret(NINA.email),
        "unread": figures_mail.unsubscribe_secret(west, rena.public_id),
        "english": "en",
        "hearing": receipt.number,
        "notice": receipt.secret,
        "hook": await _hook(west, olu),
        "desk": west.slug,
        "disputed": review,
    }


async def _hook(of: AgencyRef, olu: int) -> str:
    """An address that Olu wants told."""
    own = Membership(of, olu, "owner", several=False)
    url = "https://programm.example/"
    return (await webhooks.add(own, "olu", url, frozenset(Kind), clock.now()))[0]


async def _takeover(agency: AgencyRef) -> dict[str, str]:
    """Otto claims an agency by a document."""
    account_id = await factories.account(OTTO)
    who = agency_claims_of.Claimant(account_id, "otto", OTTO.email)
    await agency_claims.hand_in(agency, who, [evidence.Upload("", documents.png())], clock.now())
    claim = await claims.open_of(agency.id, account_id)
    paper = await db.row("SELECT public_id FROM claim_document")
    assert claim
    assert paper
    return {"takeover": claim.public_id, "paper": paper["public_id"]}


async def _invite(of: AgencyRef) -> str:
    """The code by which an agency invites candidates."""
    await invites.begin(of, "olu", clock.now())
    code = await invites.current(of.id)
    assert code is not None
    return code.shown


async def _proofs(waiting: str, published: str) -> dict[str, str]:
    """A proof that Alex has not sent yet, and one that waits for its check."""
    account_id, now = await factories.account(ALEX), clock.now()
    for review in (waiting, published):
        await evidence.add(review, account_id, [evidence.Upload("", documents.png())], now)
    await evidence.send(published, account_id, now)
    check = await db.row("SELECT public_id FROM contact_check")
    assert check
    return {
        "draft": (await evidence.files_of(waiting, account_id))[0].public_id,
        "sent": (await evidence.files_of(published, account_id))[0].public_id,
        "check": check["public_id"],
        "one": "1",
    }


class _Undo(Exception):  # noqa: N818
    """Ends a transaction without an error of its own."""


@asynccontextmanager
async def undone() -> AsyncIterator[None]:
    """What happens inside leaves no trace, so that each request finds the same scene."""
    try:
        async with db.transaction():
            yield
            raise _Undo
    except _Undo:
        pass


async def ask(scene: Scene, rule: Rule, role: str, *, token: str) -> httpx.Response:
    path = rule.path.format_map(scene.objects)
    form = FORMS.get(rule.path, {}) | {"_csrf": token}
    async with undone(), browse(scene.app, cookies=scene.cookies[role]) as client:
        if rule.path in UPLOADS:
            path += f"?_csrf={token}"
        return await client.request(rule.method, path, data=None if rule.method == "GET" else form)


def outcome(answer: httpx.Response) -> str:
    """The table's word for an answer."""
    target = answer.headers.get("location", "")
    if answer.status_code == 303 and target.startswith("/de/sign-in?next="):
        return "sign-in"
    if answer.status_code == 303 and target.startswith("/de/sign-in/code?next="):
        return "code"
    return str(answer.status_code)


async def test_every_route_answers_each_role_as_the_table_says(scene: Scene) -> None:
    table = list(rules())
    named = {rule.route for rule in table}
    assert sorted(routes(scene.app) - named) == [], "routes that the table does not name"
    assert sorted(named - routes(scene.app)) == [], "rows without a route"
    wrong = []
    for rule in table:
        for role, expected in rule.outcomes.items():
            found = outcome(await ask(scene, rule, role, token=scene.tokens[role]))
            if found != expected:
                wrong.append(f"{rule.method} {rule.path} as {role}: {found}, not {expected}")
    assert not wrong, "\n".join(wrong)


async def test_nothing_is_changed_without_the_form_s_token(scene: Scene) -> None:
    """TRUST 40."""
    for rule in rules():
        # The interface of programs knows no cookie, so nobody's browser can be misused for it.
        free = rule.path in ONE_CLICK | ONLY_ASKS or rule.path.startswith("/api/")
        if rule.method != "GET" and not free:
            for role in rule.outcomes:
                answer = await ask(scene, rule, role, token="")
                assert answer.status_code == 403, f"{rule.path} as {role}"
