"""Treaty texts: parties, articles, obligations, final clauses, signatures."""
