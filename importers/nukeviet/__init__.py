"""What did an old NukeViet portal publish? Dumps and saved pages in, values out, and from them the content folder."""
