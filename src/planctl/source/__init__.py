"""Text and data: finds a workspace's files, reads them, and says where in a text a piece of the data stands.

`discover` finds the files, `reader` turns one into data and says what is wrong with its text, `locate` turns a path into a place.
`editing` changes what a text says, `writing` puts texts on the disk.
Every file is read with a fast parser that keeps no positions; a second, slower one runs only where something has to be pointed at.
"""
