def dialect_for(path, workspace, name):
    from planctl.exchange.reading.separated import Dialect
    return Dialect()
def profile_for(book, workspace, name): raise NotImplementedError
