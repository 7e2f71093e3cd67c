def foreign_statements(*a): raise NotImplementedError
