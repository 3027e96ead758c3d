"""The one-line action that stock Rasa is measured with."""

from rasa_sdk import Action


class OneLine(Action):
    def name(self):
        return "action_one_line"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="好的")
        return []
