"""Adaptive Cards 1.5 as Teams draws them: which properties each element has, and some values.

https://github.com/microsoft/AdaptiveCards/tree/main/schemas/1.5.0
"""

from collections.abc import Mapping
from typing import Final

Names = frozenset[str]


def _names(text: str) -> Names:
    return frozenset(text.split())


_SEEN: Final = _names("type id fallback height separator spacing isVisible requires")
_ACTION: Final = _names("type id title iconUrl style fallback requires tooltip isEnabled mode")
_INPUT: Final = _SEEN | _names("label isRequired errorMessage")
_BOX: Final = _names(
    "items selectAction style verticalContentAlignment bleed backgroundImage minHeight rtl"
)
_CELLS: Final = _names("horizontalCellContentAlignment verticalCellContentAlignment")

PROPERTIES: Final[Mapping[str, Names]] = {
    "AdaptiveCard": _names(
        "type $schema version refresh authentication body actions selectAction fallbackText "
        "backgroundImage metadata minHeight rtl speak lang verticalContentAlignment msteams"
    ),
    "TextBlock": _SEEN
    | _names("text color fontType horizontalAlignment isSubtle maxLines size weight wrap style"),
    "RichTextBlock": _SEEN | _names("inlines horizontalAlignment"),
    "TextRun": _names(
        "type text color fontType highlight isSubtle italic selectAction size strikethrough "
        "underline weight"
    ),
    "FactSet": _SEEN | _names("facts"),
    "ColumnSet": _SEEN | _names("columns selectAction style bleed minHeight horizontalAlignment"),
    "Column": _SEEN | _BOX | _names("width"),
    "Container": _SEEN | _BOX,
    "Table": _SEEN | _CELLS | _names("columns rows firstRowAsHeaders showGridLines gridStyle"),
    "TableColumnDefinition": _CELLS | _names("type width"),
    "TableRow": _SEEN | _CELLS | _names("cells style"),
    "TableCell": _SEEN | _BOX,
    "Image": _SEEN
    | _names("url altText backgroundColor horizontalAlignment selectAction size style width"),
    "ImageSet": _SEEN | _names("images imageSize"),
    "Media": _SEEN | _names("sources poster altText"),
    "ActionSet": _SEEN | _names("actions"),
    "Input.Text": _INPUT
    | _names("isMultiline maxLength placeholder regex style inlineAction value"),
    "Input.Number": _INPUT | _names("max min placeholder value"),
    "Input.Date": _INPUT | _names("max min placeholder value"),
    "Input.Time": _INPUT | _names("max min placeholder value"),
    "Input.Toggle": _INPUT | _names("title value valueOff valueOn wrap"),
    "Input.ChoiceSet": _INPUT
    | _names("choices choices.data isMultiSelect style value placeholder wrap"),
    "Action.Execute": _ACTION | _names("verb data associatedInputs"),
    "Action.Submit": _ACTION | _names("data associatedInputs"),
    "Action.OpenUrl": _ACTION | _names("url"),
    "Action.ShowCard": _ACTION | _names("card"),
    "Action.ToggleVisibility": _ACTION | _names("targetElements"),
}
"""Which properties an element may have, by its type."""

NEEDED: Final[Mapping[str, Names]] = {
    "TextBlock": _names("text"),
    "TextRun": _names("text"),
    "RichTextBlock": _names("inlines"),
    "FactSet": _names("facts"),
    "Image": _names("url"),
    "ActionSet": _names("actions"),
    "Action.Execute": _names("verb"),
    "Action.OpenUrl": _names("url"),
    "Action.ToggleVisibility": _names("targetElements"),
    "Input.Text": _names("id"),
    "Input.Number": _names("id"),
    "Input.Date": _names("id"),
    "Input.Time": _names("id"),
    "Input.Toggle": _names("id title"),
    "Input.ChoiceSet": _names("id"),
}
"""What an element cannot do without."""

_COLOURS: Final = _names("default dark light accent good warning attention")

VALUES: Final[Mapping[str, Names]] = {
    "color": _COLOURS,
    "fontType": _names("default monospace"),
    "weight": _names("default lighter bolder"),
    "spacing": _names("default none small medium large extralarge padding"),
    "horizontalAlignment": _names("left center right"),
    "associatedInputs": _names("auto none"),
}
"""Values that these properties may have, in small letters: Teams does not mind their case."""

TEXT_SIZES: Final = _names("default small medium large extralarge")
BOX_STYLES: Final = _names("default emphasis good attention warning accent")
BOXES: Final = frozenset({"Container", "ColumnSet", "Column", "TableRow", "TableCell"})

CHILDREN: Final = _names("body items columns rows cells actions inlines images card selectAction")
"""Properties in which other elements and actions stand."""
TYPED: Final = _names("body items actions")
"""Those in which each must say its type."""
