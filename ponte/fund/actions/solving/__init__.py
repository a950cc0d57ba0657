"""Where the solver is called: who reads what, and which applications make the best of the money."""
