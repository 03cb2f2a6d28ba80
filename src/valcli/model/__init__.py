"""What a fact is: frozen records with no behaviour."""
