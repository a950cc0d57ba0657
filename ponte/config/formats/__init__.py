"""How dates are written where Django writes them in a way readers here do not expect."""
