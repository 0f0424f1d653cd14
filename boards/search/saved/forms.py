"""The form that gives a saved search a name."""

from django import forms

from boards.members.characters import shows_nothing
from boards.members.folding import without_invisible_signs
from boards.posts.text.sanitising import storable
from boards.search.models import SavedSearch


class NameForm(forms.ModelForm):
    """The name of a saved search; without one, it is named by its words."""

    class Meta:
        model = SavedSearch
        fields = ("name",)

    def clean_name(self) -> str:
        """Return the name on one line, without what nobody sees; none where nothing is left."""
        name = " ".join(without_invisible_signs(storable(self.cleaned_data["name"])).split())
        return "" if shows_nothing(name) else name
