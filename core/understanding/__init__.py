"""Words -> kind, category, urgency, care risks, with the reasons shown. Runs on the provider's own machine."""
