"""The word lists: which words there are, and what every list has."""

import ast
import inspect
from enum import StrEnum
from itertools import pairwise

import pytest

from unrest import vocabulary
from unrest.vocabulary import Act, Group, Stage

LISTS: dict[str, type[StrEnum]] = {name: getattr(vocabulary, name) for name in vocabulary.__all__}

# The words that the design fixes; `other` stands in every list beside them.
WORDS = {
    "ActorKind": """person state government_body security_force foreign_force armed_group party alliance organisation
        media crowd population unknown""",
    "PlaceKind": "country region district settlement neighbourhood site route water area",
    "Precision": "site neighbourhood settlement near district region area country sea_or_air",
    "EventKind": """protest strike blockade riot looting property_destruction seizure clash remote_violence attack
        abduction sexual_violence torture repression arrest restriction weapons_seizure investigation talks concession
        agreement troop_movement episode""",
    "Tactic": """shooting stabbing arson looting beating sexual_violence torture abduction explosives crowd_control
        break_in barricade""",
    "ParticipantRole": """initiator perpetrator organiser participant target victim intervener bystander recipient
        side_a side_b""",
    "Act": """asserts estimates evaluates accuses confirms corrects announces claims_responsibility relays denies
        withdraws rejects requests demands orders threatens proposes declines_to_comment""",
    "Form": "direct partial indirect document",
    "Stage": "accomplished attempted planned threatened proposed hypothetical",
    "Qualifier": "exact at_least more_than at_most less_than almost about between vague unknown",
    "Measure": """deaths injuries treated hospitalised missing displaced detentions in_custody suspects convicted
        released tortured participants personnel criminal_cases administrative_cases weapons_stolen weapons_seized
        weapons_missing equipment aircraft buildings_damaged vehicles_damaged businesses_damaged sites places events
        damage duration share""",
    "Reading": "level change",
    "Group": """security_forces police military intelligence civilians protesters attackers bystanders minors women
        foreigners officials journalists unknown""",
    "Task": "guard_sites patrol crowd_control checkpoints combat disarm evacuate escort_aid monitor train",
    "LinkKind": "part_of caused_by response_to grew_from after",
    "Basis": "stated year_from_source weekday relative address dataset_lag coder",
}


def sentences(words: type[StrEnum]) -> dict[str, str]:
    """What stands below each member in the source."""
    [body] = [node.body for node in ast.parse(inspect.getsource(words)).body if isinstance(node, ast.ClassDef)]
    return {
        member.targets[0].id: told.value.value
        for member, told in pairwise(body)
        if isinstance(member, ast.Assign) and isinstance(member.targets[0], ast.Name)
        if isinstance(told, ast.Expr) and isinstance(told.value, ast.Constant) and isinstance(told.value.value, str)
    }


class TestWords:
    def test_there_are_no_other_lists(self) -> None:
        assert sorted(LISTS) == sorted(WORDS)

    @pytest.mark.parametrize("name", WORDS)
    def test_a_list_has_the_words_of_the_design_in_their_order_and_then_other(self, name: str) -> None:
        assert [str(each) for each in LISTS[name]] == [*WORDS[name].split(), "other"]

    @pytest.mark.parametrize("name", WORDS)
    def test_a_member_is_called_as_its_word_is(self, name: str) -> None:
        assert all(each.name == each.value.upper() for each in LISTS[name])

    @pytest.mark.parametrize("name", WORDS)
    def test_every_word_has_a_sentence(self, name: str) -> None:
        told = sentences(LISTS[name])
        assert list(told) == [each.name for each in LISTS[name]]
        assert all(text[0].isupper() and text.endswith(".") for text in told.values())

    @pytest.mark.parametrize("name", WORDS)
    def test_a_word_is_text_and_is_written_as_such(self, name: str) -> None:
        for each in LISTS[name]:
            assert f"{each}" == each == each.value
            assert LISTS[name](each.value) is each

    def test_no_measure_names_a_group_of_people(self) -> None:
        groups = {str(each) for each in Group} - {"other"}
        assert not groups & set(WORDS["Measure"].split())


class TestAct:
    ASSERTING = "asserts estimates evaluates accuses confirms corrects announces claims_responsibility relays"

    @pytest.mark.parametrize("act", list(Act))
    def test_an_act_asserts_or_does_not(self, act: Act) -> None:
        assert act.asserting == (act in self.ASSERTING.split())

    def test_another_act_asserts_nothing(self) -> None:
        assert Act.OTHER.asserting is False


class TestStage:
    def test_no_stage_is_a_default(self) -> None:
        with pytest.raises(ValueError, match="'' is not a valid Stage"):
            Stage("")
