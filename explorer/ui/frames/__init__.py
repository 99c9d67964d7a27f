"""Sources of frames as Qt objects: cameras, videos, screens, folders, pictures, a drawing pad."""
