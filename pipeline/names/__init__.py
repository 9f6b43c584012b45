"""Names of persons and organisations: their bare form, and a canonical key for comparing them.

>>> bare_person("Dr. Jane Q. Roe, Ph.D.")
'Jane Q. Roe'
>>> person_key("Roe Jane") == person_key("Ms. Jane “Jo” Roe")
True
>>> bare_organization("the Acme™ Group, Inc. (NYSE: ACM)")
'Acme Group, Inc.'
>>> organization_key("ACME Group") == organization_key("Acme Group, Inc.")
True
>>> is_initialism("WCO", "World Club of Owls"), is_initialism("WC", "World Club of Owls")
(True, False)
"""

from pipeline.names.credentials import is_credential
from pipeline.names.folding import folded_words
from pipeline.names.honorifics import Gender, honorific_before, honorific_gender, is_honorific
from pipeline.names.initials import is_initialism
from pipeline.names.lists import GENERATIONS, PARTICLES, plain_word
from pipeline.names.organizations import (
    bare_organization,
    is_company_suffix,
    organization_key,
    without_suffix,
)
from pipeline.names.persons import bare_person, nickname, person_key, without_nickname

__all__ = [
    "GENERATIONS",
    "PARTICLES",
    "Gender",
    "bare_organization",
    "bare_person",
    "folded_words",
    "honorific_before",
    "honorific_gender",
    "is_company_suffix",
    "is_credential",
    "is_honorific",
    "is_initialism",
    "nickname",
    "organization_key",
    "person_key",
    "plain_word",
    "without_nickname",
    "without_suffix",
]
